import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

const touches = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/**
 * Keeps the spot line in the middle of the scroller while strikes arrive around it, until the trader scrolls or presses
 * something in it. Another `chain` begins in the middle again.
 */
export function useCentered(chain: string, rows: number): RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  const touched = useRef('');
  const centered = useRef('');
  useEffect(() => {
    const element = scroller.current;
    const note = () => {
      touched.current = chain;
    };
    for (const touch of touches) element?.addEventListener(touch, note, { passive: true });
    return () => {
      for (const touch of touches) element?.removeEventListener(touch, note);
    };
  }, [chain]);
  useLayoutEffect(() => {
    const element = scroller.current;
    const line = element?.querySelector<HTMLElement>('tr.spot');
    const state = `${chain} ${rows}`;
    if (element === null || line == null) return;
    if (touched.current === chain || centered.current === state) return;
    centered.current = state;
    element.scrollTop = wholeRowAt(element, line.offsetTop - element.clientHeight / 2);
  });
  return scroller;
}

/** The next place at which the first row stands whole below the sticky head. */
function wholeRowAt(element: HTMLElement, wish: number): number {
  const head = element.querySelector('thead')?.offsetHeight ?? 0;
  const rows = [...element.querySelectorAll<HTMLElement>('tbody tr')];
  const tops = rows.map(({ offsetTop }) => offsetTop - head);
  return tops.find((top) => top >= wish) ?? wish;
}
