import { useEffect, useRef } from 'react';

const washMs = 120;
/** At most four washes a second; the digits follow every tick. */
const restMs = 250;

/**
 * A number that ticks: the digits change at once, and for a moment the cell is washed in the direction of the move. The
 * wash is drawn past React, so that it never draws a row twice.
 */
export function TickNumber({ text }: { readonly text: string }) {
  const span = useRef<HTMLSpanElement>(null);
  const before = useRef({ text, washedAt: -restMs });
  useEffect(() => {
    const element = span.current;
    const last = before.current;
    const step = compare(text, last.text);
    const now = performance.now();
    before.current = { text, washedAt: last.washedAt };
    if (step === 0 || element === null || now - last.washedAt < restMs) return undefined;
    before.current = { text, washedAt: now };
    const wash = step > 0 ? 'tick-up' : 'tick-down';
    element.classList.add(wash);
    const timer = setTimeout(() => element.classList.remove(wash), washMs);
    return () => {
      clearTimeout(timer);
      element.classList.remove(wash);
    };
  }, [text]);
  return <span ref={span}>{text}</span>;
}

/** Direction of a move between two formatted numbers; only for the wash. */
function compare(next: string, last: string): number {
  const value = (text: string) => Number(text.replaceAll(',', '').replace('−', '-'));
  return Math.sign(value(next) - value(last)) || 0;
}
