import { expect, test } from 'vitest';

import snapshot from '#tests/fixtures/ibkr/snapshot.json' with { type: 'json' };

import { parsePreviousClose, parseQuoteChange, quoteFields } from './parse-quote.ts';

const text = (value: { toFixed: () => string } | null | undefined) => value?.toFixed() ?? null;

test('a full row is read field by field: 85 is the size at the ask, 88 at the bid', () => {
  const quote = parseQuoteChange(snapshot[0] ?? {});
  expect([text(quote.bid), text(quote.ask), text(quote.last), text(quote.mark)]).toEqual([
    '2.45',
    '2.55',
    '2.48',
    '2.5',
  ]);
  expect(quote).toMatchObject({
    bidSize: 1200,
    askSize: 9,
    isLastClose: true,
    isHalted: false,
    changePercent: -0.8,
    volume: 1234,
    openInterest: 5600,
    impliedVol: 0.253,
    delta: 0.481,
    gamma: 0.012,
    theta: -0.083,
    vega: 0.31,
    availability: 'live',
    updatedAt: 1795100592000,
  });
  expect(text(quote.change)).toBe('-0.02');
  expect(text(parseQuoteChange({ '7741': '2.47' }).previousClose)).toBe('2.47');
});

test('nobody bidding is no bid, and an empty last price is none', () => {
  const quote = parseQuoteChange(snapshot[1] ?? {});
  expect(quote.bid).toBeNull();
  expect(text(quote.ask)).toBe('0.05');
  expect(quote.last).toBeNull();
  expect(quote.availability).toBe('delayed');
});

test('what a row does not bring is not in the change', () => {
  expect(Object.keys(parseQuoteChange({ conid: 1, '84': '2.45', server_id: 'q1' }))).toEqual([
    'bid',
  ]);
  expect(parseQuoteChange({ conid: 1 })).toEqual({});
});

test('the volatility of an underlying and that of an option are two things', () => {
  expect(parseQuoteChange({ '7283': '24.8%' })).toEqual({ underlyingVol: 0.248 });
  expect(parseQuoteChange({ '7283': '24.8%', '7633': '30.1%' })).toEqual({
    underlyingVol: 0.248,
    impliedVol: 0.301,
  });
});

test('one unreadable cell is absent and the others stand', () => {
  expect(parseQuoteChange({ '84': 'soon', '88': '3' })).toEqual({ bid: null, bidSize: 3 });
});

test('the rounded volume stands only where the exact one is not told', () => {
  expect(parseQuoteChange({ '87': '1.2K', '7762': '1234' }).volume).toBe(1234);
  expect(parseQuoteChange({ '87': '1.2K' }).volume).toBe(1200);
});

test.each([
  ['RpB', 'live'],
  ['DPB', 'delayed'],
  ['ZB', 'frozen'],
  ['Y', 'frozen-delayed'],
  ['N', 'not-subscribed'],
  ['O', 'missing-consent'],
  ['', 'unknown'],
])('availability %j is %s', (code, expected) => {
  expect(parseQuoteChange({ '6509': code }).availability).toBe(expected);
});

test('a halted price keeps its mark', () => {
  expect(parseQuoteChange({ '31': 'H1,219.50' })).toMatchObject({
    isHalted: true,
    isLastClose: false,
  });
});

test('the previous close is read apart', () => {
  expect(text(parsePreviousClose(snapshot[0] ?? {}))).toBe('2.48');
  expect(parsePreviousClose({})).toBeNull();
});

test('a snapshot may ask for at most 50 fields', () => {
  expect(quoteFields.length).toBeLessThanOrEqual(50);
  expect(new Set(quoteFields).size).toBe(quoteFields.length);
});
