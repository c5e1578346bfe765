import { useCallback, useEffect, useRef, useState } from 'react';

/** Rows this far outside the view are awake already, so that scrolling meets drawn numbers. */
const marginPx = 120;
/** Scrolling past rows must not ask for each of them. */
const settleMs = 80;

interface RowWatch {
  /** Strikes in view or close to it; null where nothing can tell: then all count as seen. */
  readonly seen: ReadonlySet<string> | null;
  readonly observe: (element: Element) => () => void;
}

/** Tells which rows of a scrolled table are in view, a moment after scrolling stops. */
export function useRowWatch(): RowWatch {
  const [seen, setSeen] = useState<ReadonlySet<string> | null>(() =>
    canTell() ? new Set<string>() : null,
  );
  const watch = useRef<{
    readonly observer: IntersectionObserver;
    readonly stop: () => void;
  } | null>(null);
  const observe = useCallback((element: Element) => {
    if (!canTell()) return () => undefined;
    watch.current ??= makeWatch(setSeen, element.closest('.chain-scroll'));
    const { observer } = watch.current;
    observer.observe(element);
    return () => observer.unobserve(element);
  }, []);
  useEffect(
    () => () => {
      watch.current?.stop();
      watch.current = null;
    },
    [],
  );
  return { seen, observe };
}

const canTell = () => typeof IntersectionObserver !== 'undefined';

function makeWatch(tell: (seen: ReadonlySet<string>) => void, root: Element | null) {
  const inView = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const strike = target.getAttribute('data-strike') ?? '';
        if (isIntersecting) inView.add(strike);
        else inView.delete(strike);
      }
      timer ??= setTimeout(() => {
        timer = null;
        tell(new Set(inView));
      }, settleMs);
    },
    { root, rootMargin: `${marginPx}px 0px` },
  );
  return {
    observer,
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      observer.disconnect();
    },
  };
}
