import { Big } from 'big.js';

import type { ExchangeOptions } from '#simulation/exchange-shapes.ts';

import { Faults } from './front/faults.ts';
import { noKeepsakes } from './keepsakes.ts';
import { resumeLogin } from './kept-login.ts';
import { PracticeClock } from './practice-clock.ts';
import { PracticeSession } from './practice-session.ts';
import type { Settings } from './settings.ts';
import type { SavedState } from './state-file.ts';
import type { World } from './world.ts';

function exchangeOptions(settings: Settings): ExchangeOptions {
  return {
    seed: settings.seed,
    startAt: settings.now,
    alwaysOpen: settings.alwaysOpen,
    accounts: settings.accounts.map((accountId) => ({
      accountId,
      type: 'margin',
      cash: new Big(settings.cash),
    })),
  };
}

/**
 * Makes exchange, clock and sessions. A saved story that went further than `settings.now` goes on from there.
 * Throws when the exchange cannot read its saved story.
 */
export function buildWorld(settings: Settings, saved: SavedState | null): World {
  const options = exchangeOptions(settings);
  const exchange = settings.makeExchange(
    saved === null ? options : { ...options, saved: saved.exchange },
  );
  const clock = new PracticeClock(settings.now, settings.speed);
  clock.jumpTo(exchange.now());
  const session = new PracticeSession(clock, {
    startupMs: settings.startupMs,
    isEndless: settings.loggedIn,
    isSelfTickled: settings.selfTickle,
  });
  const world: World = {
    settings,
    clock,
    exchange,
    session,
    keepsakes: saved?.keepsakes ?? noKeepsakes(),
    faults: new Faults(),
    selectedAccount: settings.accounts[0] ?? exchange.accountIds()[0] ?? '',
    refresh: () => {
      exchange.advanceTo(clock.market());
      session.sweep();
    },
  };
  if (saved?.login) resumeLogin(world, saved.login);
  return world;
}
