import type { PracticeSession } from './practice-session.ts';

const TICKLE_MS = 30_000;
const PING_MS = 5 * 60_000;

export interface GatewayChain {
  /** Starts the ping and the tickle. */
  begin(): void;
  /** What the gateway does by itself after a login: validate, init, status, and the account list when all is well. */
  run(): void;
  stop(): void;
}

/** The calls the gateway makes on its own, in real time: the chain after a login, a ping, and the tickle. */
export function gatewayChain(
  session: PracticeSession,
  options: { readonly selfTickle: boolean; readonly authDelayMs: number },
): GatewayChain {
  const timers: NodeJS.Timeout[] = [];
  let status: NodeJS.Timeout | null = null;
  return {
    begin: () => {
      timers.push(setInterval(() => session.restartCountdown(), PING_MS));
      if (options.selfTickle) timers.push(setInterval(() => session.touch(), TICKLE_MS));
    },
    run: () => {
      session.restartCountdown();
      session.startBrokerage(false);
      if (status !== null) clearTimeout(status);
      status = setTimeout(() => {
        session.touch();
        if (session.brokerage === 'ready') session.memory.isAccountListRead = true;
      }, options.authDelayMs);
    },
    stop: () => {
      for (const timer of timers) clearInterval(timer);
      if (status !== null) clearTimeout(status);
    },
  };
}
