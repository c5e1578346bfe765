import type { PracticeSession } from './practice-session.ts';

const TICKLE_MS = 30_000;
const PING_MS = 5 * 60_000;

export interface GatewayChain {
  /** What the gateway does by itself after a login: validate, init, status. */
  run(): void;
  stop(): void;
}

/** The calls the gateway makes on its own, in real time: the chain after a login, a ping, and the tickle. */
export function gatewayChain(
  session: PracticeSession,
  options: { readonly selfTickle: boolean; readonly authDelayMs: number },
): GatewayChain {
  const ping = setInterval(() => session.restartCountdown(), PING_MS);
  const tickle = options.selfTickle ? setInterval(() => session.touch(), TICKLE_MS) : null;
  let status: NodeJS.Timeout | null = null;
  return {
    run: () => {
      session.restartCountdown();
      session.startBrokerage(false);
      if (status !== null) clearTimeout(status);
      status = setTimeout(() => session.touch(), options.authDelayMs);
    },
    stop: () => {
      clearInterval(ping);
      if (tickle !== null) clearInterval(tickle);
      if (status !== null) clearTimeout(status);
    },
  };
}
