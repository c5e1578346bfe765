import { instantOf } from '#domain/time.ts';
import type { Clock } from '#services/ports/clock.ts';

/** Longer waits go through the worker; shorter ones do not matter while hidden and cost no message. */
const workerFromMs = 500;

/** The clock of this machine, whose timers keep time also in a hidden tab. */
export function createBrowserClock(): Clock {
  const startTimer = workerTimers() ?? pageTimer;
  return {
    now: () => instantOf(Date.now()),
    after: (delayMs, callback) =>
      delayMs < workerFromMs ? pageTimer(delayMs, callback) : startTimer(delayMs, callback),
  };
}

function pageTimer(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}

/** Null where no worker can be made (tests): then the page's own timers must do. */
function workerTimers(): typeof pageTimer | null {
  if (typeof Worker === 'undefined') return null;
  const worker = new Worker(new URL('./timer-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, () => void>();
  let next = 1;
  worker.addEventListener('message', ({ data }: MessageEvent<number>) => {
    const callback = waiting.get(data);
    waiting.delete(data);
    callback?.();
  });
  return (delayMs, callback) => {
    const id = next;
    next += 1;
    waiting.set(id, callback);
    worker.postMessage(['start', id, delayMs], []);
    return () => {
      waiting.delete(id);
      worker.postMessage(['stop', id, 0], []);
    };
  };
}
