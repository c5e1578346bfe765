import { Big } from 'big.js';

import { Faults } from './front/faults.ts';
import { noKeepsakes } from './keepsakes.ts';
import { PracticeClock } from './practice-clock.ts';
import { PracticeSession } from './practice-session.ts';
import type { Settings } from './settings.ts';
import type { World } from './world.ts';

/** Makes exchange, clock and sessions. A saved story that went further than `settings.now` goes on from there. */
export function buildWorld(settings: Settings): World {
  const exchange = settings.makeExchange({
    seed: settings.seed,
    startAt: settings.now,
    alwaysOpen: settings.alwaysOpen,
    accounts: settings.accounts.map((accountId) => ({
      accountId,
      type: 'margin',
      cash: new Big(settings.cash),
    })),
  });
  const clock = new PracticeClock(settings.now, settings.speed);
  clock.jumpTo(exchange.now());
  const session = new PracticeSession(clock, {
    startupMs: settings.startupMs,
    isEndless: settings.loggedIn,
    isSelfTickled: settings.selfTickle,
  });
  return {
    settings,
    clock,
    exchange,
    session,
    keepsakes: noKeepsakes(),
    faults: new Faults(),
    selectedAccount: exchange.accountIds()[0] ?? '',
    refresh: () => {
      exchange.advanceTo(clock.market());
      session.sweep();
    },
  };
}
