import { expect, test } from 'vitest';

import {
  parseCompactDate,
  parseConid,
  parseDecimal,
  parseEpoch,
  parseLastPrice,
  parseOccSymbol,
  parseRange,
  parseRight,
  parseSide,
  parseUtcStamp,
} from './parse-text.ts';

const decimal = (value: string | number | null) => {
  const parsed = parseDecimal(value);
  if (!parsed.ok) return parsed.error;
  return parsed.value === null ? null : parsed.value.toFixed();
};

test.each([
  ['193.18', '193.18'],
  ['1,300', '1300'],
  ['994,831 USD', '994831'],
  ['1,977.60 USD (10 Shares)', '1977.6'],
  ['-0.05', '-0.05'],
  ['+0.85', '0.85'],
  ['0.54%', '0.54'],
  ['1.2M', '1200000'],
  ['345K', '345000'],
  ['.5', '0.5'],
  ['123456789012.12345678', '123456789012.12345678'],
  ['1.0E-4', '0.0001'],
  [1005165.5, '1005165.5'],
  [0, '0'],
  ['0.00', '0'],
])('%j is the number %s', (text, expected) => {
  expect(decimal(text)).toBe(expected);
});

test.each([
  [''],
  ['  '],
  ['n/a'],
  ['--'],
  [null],
  [1.7976931348623157e308],
  ['1.7976931348623157E308'],
])('%j is absent, not zero', (text) => {
  expect(decimal(text)).toBeNull();
});

test.each([['1,5'], ['12,34,567'], ['@ 16:00:00'], ['1.2.3'], ['twelve'], ['1 2'], [Number.NaN]])(
  '%j is no number at all',
  (text) => {
    expect(decimal(text)).toBe('not-a-number');
  },
);

test('a last price tells by its first letter that it is yesterday’s close or that trading was halted', () => {
  expect(parseLastPrice('C193.18')).toMatchObject({
    value: { isLastClose: true, isHalted: false },
  });
  expect(parseLastPrice('H1,193.18')).toMatchObject({
    value: { isLastClose: false, isHalted: true },
  });
  const last = parseLastPrice('C1,193.18');
  expect(last.ok && last.value.price?.toFixed()).toBe('1193.18');
  expect(parseLastPrice('')).toEqual({
    ok: true,
    value: { price: null, isLastClose: false, isHalted: false },
  });
  expect(parseLastPrice('Closed')).toEqual({ ok: false, error: 'not-a-number' });
});

test('a commission may be one sum or a range', () => {
  const range = parseRange('1.05 ... 1.40 USD');
  expect(range.ok && [range.value.low?.toFixed(), range.value.high?.toFixed()]).toEqual([
    '1.05',
    '1.4',
  ]);
  const single = parseRange('1 USD');
  expect(single.ok && [single.value.low?.toFixed(), single.value.high]).toEqual(['1', null]);
  expect(parseRange('about 1 USD')).toEqual({ ok: false, error: 'not-a-number' });
});

test('a conid is the same as number, text or with a route', () => {
  expect(parseConid(265598)).toBe(265598);
  expect(parseConid('265598')).toBe(265598);
  expect(parseConid('265598@SMART')).toBe(265598);
});

test.each([[0], [-1], ['-1'], [''], ['28812380;;;1/1,2/-1'], [null], [1.5]])(
  '%j is no single contract',
  (value) => {
    expect(parseConid(value)).toBeNull();
  },
);

test('all the words for buying and selling are understood, and no other', () => {
  expect(['B', 'BUY', 'BOT', 'buy'].map(parseSide)).toEqual(
    Array.from({ length: 4 }, () => ({ ok: true, value: 'buy' })),
  );
  expect(['S', 'SELL', 'SLD'].map(parseSide)).toEqual(
    Array.from({ length: 3 }, () => ({ ok: true, value: 'sell' })),
  );
  expect(parseSide('SHORT')).toEqual({ ok: false, error: 'not-a-side' });
});

test('a right is a letter or a word; shares have none', () => {
  expect(parseRight('C')).toBe('call');
  expect(parseRight('Put')).toBe('put');
  expect(parseRight('?')).toBeNull();
  expect(parseRight(null)).toBeNull();
});

test('both time stamps are UTC', () => {
  expect(parseUtcStamp('261119150312')).toBe(Date.UTC(2026, 10, 19, 15, 3, 12));
  expect(parseUtcStamp('20261119-15:03:12')).toBe(Date.UTC(2026, 10, 19, 15, 3, 12));
  expect(parseUtcStamp('yesterday')).toBeNull();
});

test('an epoch in seconds is the same instant as one in milliseconds', () => {
  expect(parseEpoch(1702582422)).toBe(1702582422000);
  expect(parseEpoch('1702582422000')).toBe(1702582422000);
  expect(parseEpoch(0)).toBeNull();
  expect(parseEpoch('')).toBeNull();
});

test('a compact date is a date, unless no such day exists', () => {
  expect(parseCompactDate('20270115')).toBe('2027-01-15');
  expect(parseCompactDate('20270230')).toBeNull();
  expect(parseCompactDate('JAN27')).toBeNull();
});

test('an OCC symbol is read alone and out of a position’s description', () => {
  const alone = parseOccSymbol('AAPL  270115C00195000');
  expect(alone).toMatchObject({
    root: 'AAPL',
    expiry: '2027-01-15',
    right: 'call',
    multiplier: null,
  });
  expect(alone?.strike.toFixed()).toBe('195');
  const described = parseOccSymbol('SPY    JAN2025 440.5 P [SPY   250117P00440500 100]');
  expect(described).toMatchObject({
    root: 'SPY',
    expiry: '2025-01-17',
    right: 'put',
    multiplier: 100,
  });
  expect(described?.strike.toFixed()).toBe('440.5');
  expect(parseOccSymbol('APPLE INC')).toBeNull();
});
