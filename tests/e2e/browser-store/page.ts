/** The browser's own stores on a page of their own, for a test that drives them from outside. */
import { Big } from 'big.js';

import { createAuditOutbox } from '#adapters/browser/audit-outbox.ts';
import { createContractAtlas } from '#adapters/browser/contract-atlas.ts';
import { openStore } from '#adapters/browser/indexed-store.ts';
import { createIntentStore } from '#adapters/browser/intent-store.ts';
import { clientOrderIdOf } from '#domain/order.ts';
import { calendarDate, instantOf } from '#domain/time.ts';
import { err, ok } from '#lib/result.ts';
import type { StoredAuditEntry } from '#services/ports/audit-log.ts';
import { aDraft, anOption, aStock, openMarketAt } from '#tests/builders.ts';

/** What the sink of the test says to rows: taken, away (not taken), lost (taken, answer lost), or refused. */
export type SinkAnswer = 'taken' | 'away' | 'lost' | 'refused';

declare global {
  interface Window {
    readonly deliverRows: (rows: readonly StoredAuditEntry[]) => Promise<SinkAnswer>;
    storeDesk: typeof storeDesk;
  }
}

const database = await openStore(location.hash === '' ? null : location.hash.slice(1));
const intents = createIntentStore(database);
const scope = { gateway: 'practice' };
const atlas = createContractAtlas(database, () => scope.gateway);

const outbox = await createAuditOutbox({
  database,
  // Waits as the desk's clock does, a hundred times faster.
  clock: {
    now: () => instantOf(Date.now()),
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs / 100);
      return () => clearTimeout(timer);
    },
  },
  sink: {
    insert: async (entries) => {
      const answer = await window.deliverRows(entries);
      if (answer === 'taken') return ok(undefined);
      if (answer === 'refused') return err({ kind: 'refused', code: '22P05', detail: 'no' });
      return err({ kind: 'away', detail: 'no answer' });
    },
    load: async () => ok([]),
  },
});

const strike = new Big('123456789012.12345678');
const settledOn = calendarDate('2026-11-19');

const storeDesk = {
  addIntent: (id: string, limitPrice: string): Promise<string> =>
    intents
      .recordIntent({
        draft: aDraft({
          clientOrderId: clientOrderIdOf(id),
          terms: { type: 'limit', limitPrice: new Big(limitPrice) },
        }),
        environment: 'practice',
        storedAt: openMarketAt,
        outcome: null,
      })
      .then(
        () => 'stored',
        () => 'refused',
      ),
  findPrice: async (id: string): Promise<string | null> => {
    const intent = await intents.find(clientOrderIdOf(id));
    const terms = intent?.draft.terms;
    return terms?.type === 'limit' ? terms.limitPrice.toFixed() : null;
  },
  openIds: async () => (await intents.loadOpen()).map(({ draft }) => draft.clientOrderId),
  settle: (id: string, kind: 'unknown' | 'released') =>
    intents.recordOutcome(
      clientOrderIdOf(id),
      kind === 'unknown' ? { kind, detail: 'timeout' } : { kind },
    ),
  append: (summary: string) =>
    outbox.append({
      kind: 'order.status',
      at: openMarketAt,
      environment: 'practice',
      accountId: null,
      clientOrderId: null,
      summary,
      detail: { price: '2.50' },
    }),
  appendMany: async (name: string, count: number): Promise<void> => {
    const all = Array.from({ length: count }, (_, index) => storeDesk.append(`${name} ${index}`));
    await Promise.all(all);
  },
  waiting: () => outbox.waiting(),
  listed: async () => (await outbox.load({ limit: 1000 })).map(({ summary }) => summary),
  saveAtlas: async (gateway: string): Promise<void> => {
    scope.gateway = gateway;
    const { conid } = aStock();
    const strikes = [new Big('0.5'), strike];
    await atlas.saveMonth(conid, 'JAN27', {
      readOn: settledOn,
      settledOn,
      call: strikes,
      put: [],
    });
    const known = { contracts: [anOption({ strike })], readOn: settledOn };
    await atlas.saveStrike(conid, 'JAN27', { ...known, strike, right: 'call' });
    await atlas.saveStrike(conid, 'JAN27', { ...known, strike, right: 'call' });
    await atlas.saveStrike(conid, 'JAN27', { ...known, strike, right: 'put', contracts: [] });
  },
  loadAtlas: async (gateway: string, month: string) => {
    scope.gateway = gateway;
    const { conid } = aStock();
    const known = await atlas.loadMonth(conid, month);
    const strikes = await atlas.loadStrikes(conid, month);
    return {
      month: known && [...known.call, ...known.put].map((each) => each.toFixed()),
      readOn: known?.readOn ?? null,
      strikes: strikes.map((row) => `${row.strike.toFixed()} ${row.right} ${row.contracts.length}`),
      contract: strikes[0]?.contracts[0]?.strike.toFixed() ?? null,
    };
  },
  /** As a later version of the desk in another tab would: opens the store at a higher version. */
  upgrade: (): Promise<string> =>
    new Promise((resolve) => {
      const request = indexedDB.open('strikedesk', 99);
      request.addEventListener('success', () => {
        request.result.close();
        resolve('upgraded');
      });
      request.addEventListener('blocked', () => resolve('blocked'));
    }),
};

window.storeDesk = storeDesk;
