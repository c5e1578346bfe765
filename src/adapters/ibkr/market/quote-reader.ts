import type { Big } from 'big.js';

import type { Conid } from '#domain/contract.ts';
import { blankQuote, type Quote } from '#domain/quote.ts';
import { err, ok } from '#lib/result.ts';
import type { Reply } from '#services/ports/broker.ts';
import type { Clock } from '#services/ports/clock.ts';

import type { Transport } from '../http.ts';
import type { SessionMemory } from '../session-memory.ts';
import { parseConid } from '../parse-text.ts';
import { getSnapshot, postUnsubscribe, type SnapshotRow } from './data-endpoints.ts';
import { parsePreviousClose, parseQuoteChange, quoteFields } from './parse-quote.ts';

interface QuoteDeps {
  readonly transport: Transport;
  readonly memory: SessionMemory;
  readonly clock: Clock;
}

const mostAtOnce = 100;
const pollEveryMs = 500;
const patienceMs = 10_000;
/** After so many polls without anything new, what is still missing does not trade. */
const quietPolls = 5;

/**
 * Reads quotes until each has a price, nothing new arrives, or the patience ends. The server opens a stream on the first
 * call and fills it later, prices first, models after.
 */
export async function fetchQuotes(
  deps: QuoteDeps,
  conids: readonly Conid[],
): Reply<readonly Quote[]> {
  if (conids.length === 0) return ok([]);
  if (conids.length > mostAtOnce) {
    return err({ kind: 'refused', code: 'BAD_REQUEST', detail: `More than ${mostAtOnce} quotes.` });
  }
  const quotes = await poll(deps, conids);
  void giveBackLines(deps, conids);
  return quotes;
}

/** Lines kept after a reading, for the next one of the same contracts. A login has 100 for everything. */
const keptLines = 40;

/** Gives back the oldest lines that snapshots opened and the stream does not use. Best effort, behind everything else. */
async function giveBackLines(deps: QuoteDeps, used: readonly Conid[]): Promise<void> {
  const { snapshotLines, watched } = deps.memory;
  for (const conid of used) {
    snapshotLines.delete(conid);
    snapshotLines.add(conid);
  }
  const tooMany = [...snapshotLines].slice(0, Math.max(0, snapshotLines.size - keptLines));
  for (const conid of tooMany) {
    snapshotLines.delete(conid);
    if (!watched.has(conid)) await postUnsubscribe(deps.transport, conid);
  }
}

async function poll(deps: QuoteDeps, conids: readonly Conid[]): Reply<readonly Quote[]> {
  const board = createBoard(deps, conids);
  const until = deps.clock.now() + patienceMs;
  let quiet = 0;
  for (;;) {
    const rows = await getSnapshot(deps.transport, conids, quoteFields);
    // What has come so far is better than nothing; without any, the failure is the answer.
    if (!rows.ok) return board.isEmpty() ? rows : ok(board.quotes());
    quiet = board.take(rows.value) ? 0 : quiet + 1;
    const isSettled = board.hasAllPrices() || (quiet >= quietPolls && !board.isEmpty());
    if (isSettled || deps.clock.now() >= until) return ok(board.quotes());
    await pause(deps.clock);
  }
}

const pause = (clock: Clock) =>
  new Promise<void>((resolve) => {
    clock.after(pollEveryMs, resolve);
  });

/** Collects the rows of one reading: each brings only the fields that have a value. */
function createBoard(deps: QuoteDeps, conids: readonly Conid[]) {
  const quotes = new Map<Conid, Quote>();
  const closes = new Map<Conid, Big>();
  let fields = 0;

  const take = (row: SnapshotRow): number => {
    const conid = quoteRowConid(row);
    if (conid === null || !conids.includes(conid)) return 0;
    const change = parseQuoteChange(row);
    const close = parsePreviousClose(row);
    if (close !== null) closes.set(conid, close);
    const receivedAt = deps.clock.now();
    const before = quotes.get(conid) ?? blankQuote(conid, receivedAt);
    quotes.set(conid, { ...before, ...change, receivedAt });
    return Object.values(change).filter((value) => value !== null).length;
  };

  return {
    /** Whether the rows brought more than the ones before. */
    take: (rows: readonly SnapshotRow[]): boolean => {
      const found = rows.reduce((sum, row) => sum + take(row), 0);
      const isMore = found > fields;
      fields = Math.max(fields, found);
      return isMore;
    },
    isEmpty: () => fields === 0,
    hasAllPrices: () => conids.every((conid) => hasPrice(quotes.get(conid))),
    quotes: (): readonly Quote[] =>
      conids.map((conid) => {
        const quote = quotes.get(conid) ?? blankQuote(conid, deps.clock.now());
        const close = closes.get(conid) ?? null;
        return quote.last === null && close !== null
          ? { ...quote, last: close, isLastClose: true }
          : quote;
      }),
  };
}

/** The contract a row is about, with or without a route. */
export function quoteRowConid(row: Readonly<Record<string, unknown>>): Conid | null {
  const conid = row['conid'] ?? row['conidEx'];
  return typeof conid === 'number' || typeof conid === 'string' ? parseConid(conid) : null;
}

function hasPrice(quote: Quote | undefined): boolean {
  return quote !== undefined && (quote.bid ?? quote.ask ?? quote.last) !== null;
}
