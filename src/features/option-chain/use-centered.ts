import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

const touches = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/**
 * Keeps the spot line in the middle of the scroller while strikes arrive around it, until the trader scrolls or presses
 * something in it; from then on strikes that arrive move nothing that is in sight. Another `chain` begins in the middle
 * again.
 */
export function useCentered(chain: string, rows: number): RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  const touched = useRef('');
  const centered = useRef('');
  const top = useRef(0);
  useEffect(() => {
    const element = scroller.current;
    const note = () => {
      touched.current = chain;
    };
    const keep = () => {
      top.current = topOfSpot(element) ?? top.current;
    };
    for (const touch of touches) element?.addEventListener(touch, note, { passive: true });
    element?.addEventListener('scroll', keep, { passive: true });
    return () => {
      for (const touch of touches) element?.removeEventListener(touch, note);
      element?.removeEventListener('scroll', keep);
    };
  }, [chain]);
  useLayoutEffect(() => {
    const element = scroller.current;
    const line = element?.querySelector<HTMLElement>('tr.spot');
    const state = `${chain} ${rows}`;
    if (element === null || line == null) return;
    if (centered.current !== state) {
      centered.current = state;
      element.scrollTop =
        touched.current === chain
          ? line.offsetTop - top.current
          : wholeRowAt(element, line.offsetTop - element.clientHeight / 2);
    }
    top.current = line.offsetTop - element.scrollTop;
  });
  return scroller;
}

/** How far below the scroller's upper edge the spot line stands, in pixels; null without one. */
function topOfSpot(element: HTMLElement | null): number | null {
  const line = element?.querySelector<HTMLElement>('tr.spot');
  return element === null || line == null ? null : line.offsetTop - element.scrollTop;
}

/** The next place at which the first row stands whole below the sticky head. */
function wholeRowAt(element: HTMLElement, wish: number): number {
  const head = element.querySelector('thead')?.offsetHeight ?? 0;
  const rows = [...element.querySelectorAll<HTMLElement>('tbody tr')];
  const tops = rows.map(({ offsetTop }) => offsetTop - head);
  return tops.find((top) => top >= wish) ?? wish;
}
