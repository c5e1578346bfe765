import { expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';
import { fakeClock } from '#tests/fakes/fake-clock.ts';
import type { StreamEvent } from '#services/ports/gateway-stream.ts';

import { DeskState } from '../desk-state.ts';
import { MarketClock } from './market-clock.ts';

const here = instantOf(1_795_100_592_000);
const dayMs = 86_400_000;

function aMarketClock(practiceLead: number | null = null) {
  const clock = fakeClock(here);
  const state = new DeskState();
  const listeners: ((event: StreamEvent) => void)[] = [];
  const subscribe = (listener: (event: StreamEvent) => void) => {
    listeners.push(listener);
    return () => undefined;
  };
  const market = new MarketClock({ clock, state, practiceLead, stream: { subscribe } });
  const beat = (at: number | null) => {
    for (const tell of listeners)
      tell({ kind: 'heartbeat', at: at === null ? null : instantOf(at) });
  };
  return { clock, state, market, beat };
}

test('the clock of the practice exchange is followed', () => {
  const { clock, state, market, beat } = aMarketClock();
  expect(market.isKnown()).toBe(true);
  state.environment.set('practice');
  expect(market.now()).toBe(here);
  expect(market.isKnown()).toBe(false);
  beat(here + 3 * dayMs);
  expect(market.lead.get()).toBe(3 * dayMs);
  expect(market.isKnown()).toBe(true);
  clock.advance(10_000);
  expect(market.now()).toBe(here + 3 * dayMs + 10_000);
  beat(null);
  expect(market.lead.get()).toBe(3 * dayMs);
});

test('the practice exchange of this desk is on time from the start, before its first heartbeat', () => {
  const { state, market, beat } = aMarketClock(-2 * dayMs);
  expect(market.now()).toBe(here);
  state.environment.set('practice');
  expect(market.isKnown()).toBe(true);
  expect(market.now()).toBe(here - 2 * dayMs);
  beat(here - 2 * dayMs + 300);
  expect(market.now()).toBe(here - 2 * dayMs);
  beat(here + dayMs);
  expect(market.now()).toBe(here + dayMs);
  state.environment.set('paper');
  expect(market.now()).toBe(here);
});

test('the way of a frame through the line does not move the clock', () => {
  const { clock, state, market, beat } = aMarketClock();
  state.environment.set('practice');
  beat(here - 40);
  expect(market.lead.get()).toBe(0);
  beat(here + dayMs);
  clock.advance(10_300);
  beat(here + dayMs + 10_000);
  expect(market.lead.get()).toBe(dayMs);
});

test('a practice gateway that was set up as a paper login is followed too, as soon as it says what it is', () => {
  const { state, market, beat } = aMarketClock();
  beat(here - dayMs);
  state.environment.set('paper');
  expect(market.lead.get()).toBe(0);
  market.follow(true);
  expect(market.now()).toBe(here - dayMs);
  market.follow(false);
  expect(market.now()).toBe(here);
});

test('a real broker’s heartbeat moves nothing, and leaving practice ends its time', () => {
  const { state, market, beat } = aMarketClock();
  state.environment.set('paper');
  beat(here + dayMs);
  expect(market.lead.get()).toBe(0);
  state.environment.set('practice');
  beat(here + dayMs);
  state.environment.set('live');
  expect(market.now()).toBe(here);
});
