import { Big } from 'big.js';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';
import { exchangeDateAt } from '#domain/exchange-date.ts';
import type { OrderDraft } from '#domain/order.ts';
import { calendarDate, instantOf } from '#domain/time.ts';
import {
  aCall,
  aDesk,
  aDraft,
  aPosition,
  aPreview,
  aQuote,
  someFigures,
  tenFortyTwo,
} from '#tests/desk-snapshot.ts';

import { checkOrder, denialsAmong } from './rules.ts';
import type { DeskSnapshot } from './rule.ts';

const codes = (draft: OrderDraft, desk: DeskSnapshot) =>
  checkOrder(draft, desk).map((check) => `${check.verdict} ${check.code}`);
const blocks = (draft: OrderDraft, desk: DeskSnapshot) =>
  denialsAmong(checkOrder(draft, desk)).map((denial) => denial.code);
const limit = (price: string) => ({ type: 'limit', limitPrice: new Big(price) }) as const;
const sold = (right: 'call' | 'put') =>
  aDraft({ legs: [{ contract: aCall({ right }), side: 'sell', ratio: 1 }] });
const closing = (quantity: number) =>
  aDraft({ legs: [{ contract: aCall(), side: 'sell', ratio: 1 }], effect: 'close', quantity });

test('an order with everything known passes every rule and shows its evidence', () => {
  expect(codes(aDraft(), aDesk())).toEqual([
    'pass ENVIRONMENT_PROVEN',
    'pass NO_ORDER_UNKNOWN',
    'pass CONTRACT_TRADES',
    'pass QUANTITY_SENSIBLE',
    'pass PRICE_ON_TICK',
    'pass FUNDS_SUFFICIENT',
    'pass OPTIONS_LEVEL_SUFFICIENT',
    'pass DAY_TRADES_LEFT',
    'pass MARKET_OPEN',
    'pass QUOTE_LIVE',
  ]);
});

test('a live login while paper was chosen blocks, whatever else is fine', () => {
  expect(blocks(aDraft(), aDesk({ proof: 'live' }))).toEqual(['ENVIRONMENT_MISMATCH']);
  expect(blocks(aDraft(), aDesk({ proof: 'disagree' }))).toEqual(['ENVIRONMENT_UNPROVEN']);
  expect(blocks(aDraft(), aDesk({ proof: 'unproven' }))).toEqual(['ENVIRONMENT_UNPROVEN']);
});

test('a proven live login is read-only', () => {
  expect(blocks(aDraft(), aDesk({ environment: 'live', proof: 'live' }))).toEqual([
    'LIVE_READ_ONLY',
  ]);
});

test('practice is a paper login', () => {
  expect(blocks(aDraft(), aDesk({ environment: 'practice' }))).toEqual([]);
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 5001])(
  'a quantity of %s is stopped',
  (quantity) => {
    expect(blocks(aDraft({ quantity }), aDesk())).toHaveLength(1);
  },
);

test('a quantity of 1 and of 5,000 passes', () => {
  expect(blocks(aDraft({ quantity: 1 }), aDesk())).toEqual([]);
  expect(blocks(aDraft({ quantity: 5000 }), aDesk())).toEqual([]);
});

test('a price off the step names the two prices that trade', () => {
  const found = checkOrder(aDraft({ terms: limit('7.33') }), aDesk());
  expect(found.find((check) => check.code === 'PRICE_OFF_TICK')).toEqual({
    verdict: 'block',
    code: 'PRICE_OFF_TICK',
    facts: { name: 'limit', price: '7.33', increment: '0.05', below: '7.3', above: '7.35' },
  });
});

test('the step is the one of the price: 2.99 trades, 3.01 does not', () => {
  expect(blocks(aDraft({ terms: limit('2.99') }), aDesk())).toEqual([]);
  expect(blocks(aDraft({ terms: limit('3.01') }), aDesk())).toEqual(['PRICE_OFF_TICK']);
});

test('zero, negative and absurd prices are stopped', () => {
  expect(blocks(aDraft({ terms: limit('0') }), aDesk())).toEqual(['PRICE_NOT_POSITIVE']);
  expect(blocks(aDraft({ terms: limit('-1') }), aDesk())).toEqual(['PRICE_NOT_POSITIVE']);
  expect(blocks(aDraft({ terms: limit('735000') }), aDesk())).toEqual(['PRICE_ENORMOUS']);
});

test('a stop-limit has both its prices checked', () => {
  const terms = {
    type: 'stop-limit',
    stopPrice: new Big('7.41'),
    limitPrice: new Big('7.52'),
  } as const;
  expect(blocks(aDraft({ terms }), aDesk())).toEqual(['PRICE_OFF_TICK', 'PRICE_OFF_TICK']);
});

const utc = (text: string) => instantOf(Temporal.Instant.from(text).epochMilliseconds);

/** The desk at a moment of the exchange's clock, given in UTC: five hours ahead of New York in December. */
const at = (text: string) => {
  const exchangeNow = utc(text);
  return aDesk({ exchangeNow, today: exchangeDateAt(exchangeNow) });
};

test('a contract is stopped from the moment its trading ended, and warns on its last day', () => {
  expect(codes(aDraft(), at('2026-12-17T23:00:00Z'))).toContain('pass CONTRACT_TRADES');
  expect(codes(aDraft(), at('2026-12-18T06:00:00Z'))).toContain('warn CONTRACT_EXPIRES_TODAY');
  expect(codes(aDraft(), at('2026-12-18T20:59:59Z'))).toContain('warn CONTRACT_EXPIRES_TODAY');
  expect(blocks(aDraft(), at('2026-12-18T21:00:00Z'))).toEqual(['CONTRACT_EXPIRED']);
  expect(blocks(aDraft(), at('2026-12-21T15:00:00Z'))).toEqual(['CONTRACT_EXPIRED']);
});

test('the words of the last day have the moment at which trading ends', () => {
  const check = checkOrder(aDraft(), at('2026-12-18T15:00:00Z')).find(({ code }) =>
    code.startsWith('CONTRACT'),
  );
  expect(check?.facts).toEqual({
    expiry: '2026-12-18',
    today: '2026-12-18',
    endsAt: utc('2026-12-18T21:00:00Z'),
    settlesAtOpen: false,
  });
});

const optionOf = (tradingClass: string, expiry: string) =>
  aDraft({
    legs: [
      { contract: aCall({ tradingClass, expiry: calendarDate(expiry) }), side: 'buy', ratio: 1 },
    ],
  });

test('an index option settled at the opening is over on the morning of its settlement', () => {
  const spx = optionOf('SPX', '2026-12-18');
  expect(codes(spx, at('2026-12-17T15:00:00Z'))).toContain('warn CONTRACT_EXPIRES_TODAY');
  expect(blocks(spx, at('2026-12-18T14:00:00Z'))).toEqual(['CONTRACT_EXPIRED']);
  const weekly = optionOf('SPXW', '2026-12-18');
  expect(codes(weekly, at('2026-12-18T14:00:00Z'))).toContain('warn CONTRACT_EXPIRES_TODAY');
});

test('on a short day a contract ends at 13:00', () => {
  const short = optionOf('AAPL', '2026-11-27');
  expect(blocks(short, at('2026-11-27T17:59:59Z'))).toEqual([]);
  expect(blocks(short, at('2026-11-27T18:00:00Z'))).toEqual(['CONTRACT_EXPIRED']);
});

test('where the calendar does not reach, the date alone decides', () => {
  const far = optionOf('AAPL', '2031-01-17');
  expect(codes(far, at('2026-12-18T15:00:00Z'))).toContain('pass CONTRACT_TRADES');
  expect(codes(far, at('2031-01-17T23:00:00Z'))).toContain('warn CONTRACT_EXPIRES_TODAY');
  expect(blocks(far, at('2031-01-18T15:00:00Z'))).toEqual(['CONTRACT_EXPIRED']);
});

test('while the market is closed an order waits and says until when, but one that cannot wait is stopped', () => {
  const opensAt = utc('2026-11-23T14:30:00Z');
  const closed = aDesk({ isMarketOpen: false, opensAt });
  expect(codes(aDraft(), closed)).toContain('warn MARKET_CLOSED');
  const found = checkOrder(aDraft(), closed).find(({ code }) => code === 'MARKET_CLOSED');
  expect(found?.facts).toEqual({ opensAt, type: 'limit' });
  expect(blocks(aDraft({ timeInForce: 'ioc' }), closed)).toEqual(['IOC_NEEDS_OPEN_MARKET']);
  expect(blocks(aDraft({ timeInForce: 'ioc' }), aDesk())).toEqual([]);
});

test('funds pass exactly at the available sum and block one cent above', () => {
  const initialMargin = { current: null, change: new Big('736.05'), after: null };
  const equity = { current: null, change: null, after: null };
  const preview = aPreview({ initialMargin, equity });
  const having = (sum: string) =>
    aDesk({ preview, figures: someFigures({ availableFunds: new Big(sum) }) });
  expect(blocks(aDraft(), having('736.05'))).toEqual([]);
  expect(blocks(aDraft(), having('736.04'))).toEqual(['FUNDS_SHORT']);
});

test('the premium of a long option counts, which the broker takes from equity and not as margin', () => {
  const initialMargin = { current: null, change: new Big('0'), after: null };
  const equity = { current: null, change: new Big('-1746.00'), after: null };
  const preview = aPreview({ initialMargin, equity });
  const having = (sum: string) =>
    aDesk({ preview, figures: someFigures({ availableFunds: new Big(sum) }) });
  expect(blocks(aDraft(), having('1746.00'))).toEqual([]);
  expect(blocks(aDraft(), having('1745.99'))).toEqual(['FUNDS_SHORT']);
});

test("the broker's refusal of the preview blocks opening and only warns when closing", () => {
  const desk = aDesk({ preview: aPreview({ refusal: 'no' }), positions: [aPosition()] });
  expect(blocks(aDraft(), desk)).toEqual(['PREVIEW_REFUSED']);
  expect(blocks(closing(1), desk)).toEqual([]);
});

test('missing figures and a missing preview warn and never pass silently', () => {
  expect(codes(aDraft(), aDesk({ preview: null }))).toContain('warn PREVIEW_MISSING');
  expect(codes(aDraft(), aDesk({ figures: null }))).toEqual(
    expect.arrayContaining(['warn FUNDS_NOT_READ', 'warn DAY_TRADES_NOT_REPORTED']),
  );
});

test('long options need level 2, short puts 3, naked calls 4, covered calls 1', () => {
  const level = (optionsLevel: number, positions = [] as ReturnType<typeof aPosition>[]) =>
    aDesk({ optionsLevel, positions });
  const shares = aPosition({
    conid: conidOf(265_598),
    assetClass: 'stock',
    option: null,
    quantity: new Big('100'),
  });
  expect(blocks(aDraft(), level(1))).toEqual(['OPTIONS_LEVEL_TOO_LOW']);
  expect(blocks(aDraft(), level(2))).toEqual([]);
  expect(blocks(sold('put'), level(2))).toEqual(['OPTIONS_LEVEL_TOO_LOW']);
  expect(blocks(sold('put'), level(3))).toEqual([]);
  expect(blocks(sold('call'), level(3))).toEqual(['OPTIONS_LEVEL_TOO_LOW']);
  expect(blocks(sold('call'), level(4))).toEqual([]);
  expect(blocks(sold('call'), level(1, [shares]))).toEqual([]);
});

test('shares that already cover a short call cover no second one', () => {
  const shares = aPosition({
    conid: conidOf(265_598),
    assetClass: 'stock',
    option: null,
    quantity: new Big('100'),
  });
  const short = aPosition({ conid: conidOf(700_000_002), quantity: new Big('-1') });
  expect(blocks(sold('call'), aDesk({ positions: [shares, short] }))).toEqual([
    'OPTIONS_LEVEL_TOO_LOW',
  ]);
});

test('no day trade left warns and does not block, and closing is never touched', () => {
  const desk = aDesk({ figures: someFigures({ dayTradesLeft: 0 }), positions: [aPosition()] });
  expect(codes(aDraft(), desk)).toContain('warn DAY_TRADES_NONE_LEFT');
  expect(codes(closing(1), desk)).toContain('pass DAY_TRADES_LEFT');
});

test('closing more than is held is stopped, working closing orders counted', () => {
  const desk = aDesk({ positions: [aPosition({ quantity: new Big('2') })] });
  expect(blocks(closing(2), desk)).toEqual([]);
  expect(blocks(closing(3), desk)).toEqual(['CLOSE_EXCEEDS_POSITION']);
  expect(codes(closing(1), aDesk({ positions: null }))).toContain('warn POSITION_NOT_READ');
});

test('a doubtful quote warns a limit order and blocks a market order', () => {
  const market = aDraft({ terms: { type: 'market' } });
  const stale = aDesk({ quote: aQuote({ receivedAt: instantOf(tenFortyTwo - 60_001) }) });
  expect(blocks(market, aDesk())).toEqual([]);
  expect(blocks(market, stale)).toEqual(['QUOTE_STALE']);
  expect(blocks(market, aDesk({ quote: null }))).toEqual(['QUOTE_MISSING']);
  expect(blocks(market, aDesk({ quote: aQuote({ bid: null }) }))).toEqual(['QUOTE_ONE_SIDED']);
  expect(blocks(market, aDesk({ quote: aQuote({ availability: 'delayed' }) }))).toEqual([
    'QUOTE_NOT_LIVE',
  ]);
  expect(codes(aDraft(), stale)).toContain('warn QUOTE_STALE');
});

test('a limit far beyond the market warns', () => {
  expect(codes(aDraft({ terms: limit('73.50') }), aDesk())).toContain('warn PRICE_FAR_FROM_MARKET');
  expect(codes(aDraft({ terms: limit('10.95') }), aDesk())).toContain('pass QUOTE_LIVE');
});

test('a trigger that the market has reached already warns, and one ahead of it does not', () => {
  const stop = (stopPrice: string) =>
    aDraft({ terms: { type: 'stop', stopPrice: new Big(stopPrice) } });
  expect(codes(stop('0.05'), aDesk())).toContain('warn TRIGGER_REACHED');
  expect(codes(stop('7.35'), aDesk())).toContain('warn TRIGGER_REACHED');
  expect(codes(stop('7.40'), aDesk())).toContain('pass QUOTE_LIVE');
});

test('an unknown outcome locks the next order', () => {
  expect(blocks(aDraft(), aDesk({ isLockedByUnknown: true }))).toEqual(['ORDER_OUTCOME_UNKNOWN']);
});
