import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { conidOf, type Conid } from '#domain/contract.ts';
import type { Quote } from '#domain/quote.ts';
import { err, ok } from '#lib/result.ts';
import { aQuote, openMarketAt } from '#tests/builders.ts';
import { manualClock } from '#tests/manual-clock.ts';
import { countedMarket } from '#tests/market-kit.ts';

import type { Reply } from '../ports/broker.ts';
import type { StreamEvent } from '../ports/gateway-stream.ts';
import { LiveQuoteBoard } from './quote-board.ts';

const call = conidOf(700001);
const put = conidOf(700002);

function aBoard(fetchQuotes?: (conids: readonly Conid[]) => Reply<readonly Quote[]>) {
  const clock = manualClock();
  const lines: string[] = [];
  const asked: (readonly Conid[])[] = [];
  let tell: (event: StreamEvent) => void = () => undefined;
  const board = new LiveQuoteBoard({
    clock,
    market: {
      ...countedMarket({}).market,
      fetchQuotes: (conids) => {
        asked.push(conids);
        return fetchQuotes?.(conids) ?? Promise.resolve(ok([]));
      },
    },
    stream: {
      subscribe: (listener) => {
        tell = listener;
        return () => undefined;
      },
      watchQuotes: (conids) => {
        lines.push(`watch ${conids.join(' ')}`);
        return () => void lines.push(`stop ${conids.join(' ')}`);
      },
      watchAccount: () => () => undefined,
      close: () => undefined,
    },
  });
  const hear = (conid: Conid, changed: Partial<Quote>) => tell({ kind: 'quote', conid, changed });
  return { board, clock, lines, asked, hear };
}

test('a thousand frames wake a cell once per picture, with the latest values', async () => {
  const { board, clock, hear } = aBoard();
  let woken = 0;
  board.quote(call).subscribe(() => (woken += 1));
  for (let cents = 1; cents <= 1000; cents += 1) hear(call, { bid: new Big(cents).div(100) });
  expect(woken).toBe(0);
  await clock.advance(16);
  expect(woken).toBe(1);
  expect(board.quote(call).get()?.bid?.toFixed(2)).toBe('10.00');
  await clock.advance(1_000);
  expect(woken).toBe(1);
});

test('a frame wakes only the cell it is about', async () => {
  const { board, clock, hear } = aBoard();
  let woken = 0;
  board.quote(put).subscribe(() => (woken += 1));
  hear(call, { bid: new Big('1.00') });
  await clock.advance(16);
  expect(woken).toBe(0);
  expect(board.quote(put).get()).toBeNull();
});

test('partial frames are merged: what is not told stays, what is told empty becomes empty', async () => {
  const { board, clock, hear } = aBoard();
  hear(call, { bid: new Big('2.45'), ask: new Big('2.55'), delta: 0.48 });
  hear(call, { ask: new Big('2.50') });
  await clock.advance(16);
  hear(call, { bid: null });
  await clock.advance(16);
  const quote = board.quote(call).get();
  expect([quote?.bid, quote?.ask?.toFixed(2), quote?.delta, quote?.last]).toEqual([
    null,
    '2.50',
    0.48,
    null,
  ]);
  expect(quote?.receivedAt).toBe(openMarketAt + 16);
});

test('what the stream has not told after a moment is read once, together', async () => {
  const { board, clock, asked, hear } = aBoard((conids) =>
    Promise.resolve(ok(conids.map((conid) => aQuote({ conid })))),
  );
  const third = conidOf(700003);
  board.watch([call, put, third]);
  hear(put, { bid: new Big('1.00') });
  await clock.advance(1_499);
  expect(asked).toEqual([]);
  await clock.advance(60_000);
  expect(asked).toEqual([[call, third]]);
  expect(board.quote(call).get()?.bid?.toFixed(2)).toBe('2.45');
  expect(board.quote(put).get()?.bid?.toFixed(2)).toBe('1.00');
});

test('a late reading does not overwrite what the stream has told meanwhile', async () => {
  let answer: (quotes: readonly Quote[]) => void = () => undefined;
  const { board, clock, hear } = aBoard(
    () => new Promise((resolve) => (answer = (quotes) => resolve(ok(quotes)))),
  );
  board.watch([call]);
  await clock.advance(1_500);
  hear(call, { bid: new Big('3.00'), availability: 'live' });
  answer([aQuote({ conid: call, bid: new Big('2.00'), availability: 'unknown' })]);
  await clock.advance(16);
  expect(board.quote(call).get()).toMatchObject({ availability: 'live' });
  expect(board.quote(call).get()?.bid?.toFixed(2)).toBe('3.00');
});

test('a reading that fails leaves the cells empty', async () => {
  const { board, clock } = aBoard(() => Promise.resolve(err({ kind: 'unreachable', detail: '' })));
  board.watch([call]);
  await clock.advance(5_000);
  expect(board.quote(call).get()).toBeNull();
});

test('who stops watching ends the line once and causes no reading', async () => {
  const { board, clock, asked, lines } = aBoard();
  const stop = board.watch([call, call]);
  const other = board.watch([call]);
  stop();
  stop();
  await clock.advance(5_000);
  expect(lines).toEqual(['watch 700001', 'watch 700001', 'stop 700001']);
  expect(asked).toEqual([[call]]);
  other();
  board.watch([put])();
  await clock.advance(5_000);
  expect(asked).toHaveLength(1);
});

test("another gateway starts without this one's prices, late answers included", async () => {
  let answer: (quotes: readonly Quote[]) => void = () => undefined;
  const { board, clock, hear } = aBoard(
    () => new Promise((resolve) => (answer = (quotes) => resolve(ok(quotes)))),
  );
  board.watch([call, put]);
  await clock.advance(1_500);
  hear(put, { bid: new Big('1.00') });
  await clock.advance(16);
  hear(put, { bid: new Big('1.01') });
  board.forget();
  answer([aQuote({ conid: call })]);
  await clock.advance(1_000);
  expect([board.quote(call).get(), board.quote(put).get()]).toEqual([null, null]);
});
