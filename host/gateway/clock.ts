import { performance } from 'node:perf_hooks';

/** Time as the gateway room needs it. `now` never jumps when somebody sets the computer's clock. */
export interface HostClock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Calls once after a delay. Returns the way to call it off. */
  after(ms: number, call: () => void): () => void;
}

export const systemClock: HostClock = {
  now: () => performance.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
