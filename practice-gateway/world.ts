import type { Exchange } from '#simulation/exchange.ts';

import type { Faults } from './front/faults.ts';
import type { Keepsakes } from './keepsakes.ts';
import type { PracticeClock } from './practice-clock.ts';
import type { PracticeSession } from './practice-session.ts';
import type { Settings } from './settings.ts';

/** Everything the routes and the socket work on. */
export interface World {
  readonly settings: Settings;
  readonly clock: PracticeClock;
  readonly exchange: Exchange;
  readonly session: PracticeSession;
  readonly keepsakes: Keepsakes;
  readonly faults: Faults;
  /** The account orders and trades are listed for. */
  selectedAccount: string;
  /** Brings the exchange and the sessions to the present. */
  refresh(): void;
}
