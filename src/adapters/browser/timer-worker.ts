/** Runs timers outside the page: Chromium slows those of a hidden tab down to one a minute, a worker's go on. */
type Order = readonly ['start' | 'stop', number, number];

const timers = new Map<number, ReturnType<typeof setTimeout>>();

addEventListener('message', ({ data: [verb, id, delayMs] }: MessageEvent<Order>) => {
  clearTimeout(timers.get(id));
  timers.delete(id);
  if (verb === 'stop') return;
  const ring = (): void => {
    timers.delete(id);
    postMessage(id);
  };
  timers.set(id, setTimeout(ring, delayMs));
});
