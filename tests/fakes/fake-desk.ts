import { Big } from 'big.js';

import type { AccountFigures, AccountIdentity, EnvironmentWitnesses } from '#domain/account.ts';
import { provenEnvironment, type ProvenEnvironment } from '#domain/account.ts';
import type { Check, MarginPreview } from '#domain/compliance/rule.ts';
import type { Conid } from '#domain/contract.ts';
import type { Execution } from '#domain/execution.ts';
import type { GatewaySession } from '#domain/gateway-session.ts';
import type { BackupInfo, ConnectionState, HostStatus, LeaseState } from '#domain/host-facts.ts';
import {
  brokerOrderIdOf,
  clientOrderIdOf,
  type AccountId,
  type OrderDraft,
} from '#domain/order.ts';
import type { Position } from '#domain/position.ts';
import type { Quote } from '#domain/quote.ts';
import { instantOf, type Instant } from '#domain/time.ts';
import { writable, type Writable } from '#lib/readable.ts';
import { err, ok } from '#lib/result.ts';
import type { DeskMode, DeskServices, Notice } from '#services/desk-services.ts';
import type { ChainView } from '#services/market-service.ts';
import type { DeskOrder, OrderReview, UnknownOrder } from '#services/order-service.ts';
import type { BrokerError } from '#services/ports/broker.ts';
import type { Clock } from '#services/ports/clock.ts';
import type { Acknowledgment, Connection } from '#services/ports/records.ts';

import {
  fakeAccountId,
  fakeAuditEntries,
  fakeExecutions,
  fakeFigures,
  fakeIdentity,
  fakeOrders,
  fakePositions,
  fakeStatus,
  paperConnection,
  paperWitnesses,
  probeReport,
  readySession,
  ownTarget,
} from './fake-account.ts';
import { fakeClock } from './fake-clock.ts';
import {
  aQuote,
  fakeAapl,
  fakeExpiries,
  fakeNow,
  fakeOption,
  fakeQuotes,
  fakeSpy,
  fakeStrikes,
} from './fake-market.ts';

type AccountListValue = {
  readonly accounts: readonly AccountIdentity[];
  readonly witnesses: EnvironmentWitnesses;
  readonly proof: ProvenEnvironment;
};

/** What the fake desk shows now. Set any of them and the screens follow. */
export interface FakeDeskPens {
  readonly connection: Writable<ConnectionState | null>;
  readonly mode: Writable<DeskMode>;
  readonly lease: Writable<LeaseState | null>;
  readonly hostStatus: Writable<HostStatus | null>;
  readonly session: Writable<GatewaySession>;
  readonly list: Writable<AccountListValue | null>;
  readonly selected: Writable<AccountId | null>;
  readonly positions: Writable<{
    readonly rows: readonly Position[] | null;
    readonly readAt: Instant | null;
    readonly error: BrokerError | null;
  }>;
  readonly figures: Writable<{
    readonly value: AccountFigures | null;
    readonly error: BrokerError | null;
  }>;
  readonly orders: Writable<{
    readonly rows: readonly DeskOrder[];
    readonly readAt: Instant | null;
    readonly error: BrokerError | null;
  }>;
  readonly executions: Writable<{
    readonly rows: readonly Execution[];
    readonly readAt: Instant | null;
  }>;
  readonly unknown: Writable<readonly UnknownOrder[]>;
  readonly notices: Writable<readonly Notice[]>;
  readonly quote: (conid: Conid) => Writable<Quote | null>;
  /** Milliseconds the market is ahead. */
  readonly marketLead: Writable<number>;
}

export interface FakeDesk {
  readonly desk: DeskServices;
  readonly pens: FakeDeskPens;
  /** Names of what the screens asked the desk to do, with the arguments, in order. */
  readonly asked: { readonly what: string; readonly with: readonly unknown[] }[];
  readonly saved: { connections: Connection[]; acknowledgments: Acknowledgment[] };
}

type Overrides = {
  readonly [Part in keyof DeskServices]?: DeskServices[Part] extends (...words: never) => unknown
    ? DeskServices[Part]
    : Partial<DeskServices[Part]>;
};

interface FakeDeskOptions {
  readonly clock?: Clock;
  /** Replaces single functions, e.g. `{ connection: { probe: async () => err(...) } }`. */
  readonly override?: Overrides;
}

const passes: readonly Check[] = [
  { verdict: 'pass', code: 'ENVIRONMENT_PROVEN', facts: { chosen: 'paper', proven: 'paper' } },
  { verdict: 'pass', code: 'NO_ORDER_UNKNOWN', facts: {} },
  { verdict: 'pass', code: 'QUANTITY_SENSIBLE', facts: { quantity: 2 } },
  {
    verdict: 'pass',
    code: 'FUNDS_SUFFICIENT',
    facts: { uses: '570.00', available: '86105.30', currency: 'USD' },
  },
  { verdict: 'pass', code: 'OPTIONS_LEVEL_SUFFICIENT', facts: { needed: 2, stated: 3 } },
  { verdict: 'pass', code: 'MARKET_OPEN', facts: {} },
  { verdict: 'warn', code: 'DAY_TRADES_NOT_REPORTED', facts: {} },
];

export const fakePreview: MarginPreview = {
  cost: new Big('570.00'),
  commission: new Big('1.40'),
  commissionAtMost: null,
  initialMargin: {
    current: new Big('17938.20'),
    change: new Big('570.00'),
    after: new Big('18508.20'),
  },
  maintenanceMargin: {
    current: new Big('17938.20'),
    change: new Big('0'),
    after: new Big('17938.20'),
  },
  equity: { current: new Big('104043.50'), change: new Big('-1.40'), after: new Big('104042.10') },
  warning: null,
  refusal: null,
  readAt: fakeNow,
};

/** A complete desk with a paper account, an AAPL chain, positions, orders and an audit story. Nothing leaves it. */
export function fakeDesk(options: FakeDeskOptions = {}): FakeDesk {
  const clock = options.clock ?? fakeClock(fakeNow);
  const pens = makePens();
  const asked: { what: string; with: readonly unknown[] }[] = [];
  const saved: FakeDesk['saved'] = { connections: [paperConnection], acknowledgments: [] };
  const note = (what: string, ...words: readonly unknown[]) =>
    void asked.push({ what, with: words });
  const parts = { clock, pens, saved, note };
  const desk = assemble(parts, options.override ?? {});
  return { desk, pens, asked, saved };
}

function assemble(parts: Parts, override: Overrides): DeskServices {
  return {
    clock: parts.clock,
    marketLead: parts.pens.marketLead,
    connection: { ...connectionPart(parts), ...override.connection },
    session: { ...sessionPart(parts), ...override.session },
    account: { ...accountPart(parts), ...override.account },
    market: { ...marketPart(), ...override.market },
    quotes: { quote: parts.pens.quote, watch: () => () => undefined, ...override.quotes },
    orders: { ...ordersPart(parts), ...override.orders },
    positions: {
      positions: parts.pens.positions,
      figures: parts.pens.figures,
      syncNow: async () => parts.note('positions.syncNow'),
      ...override.positions,
    },
    audit: { ...auditPart(parts), ...override.audit },
    notices: parts.pens.notices,
    dismissNotice: (id) => {
      parts.note('dismissNotice', id);
      parts.pens.notices.set(parts.pens.notices.get().filter((notice) => notice.id !== id));
    },
    backups: { ...backupsPart(parts), ...override.backups },
    practice: {
      host: 'localhost',
      port: 5055,
      loginUrl: 'https://localhost:5055/sso/Login?forwardTo=22&RL=1',
      isAlwaysOpen: true,
    },
    defaults: {
      gatewayHost: 'localhost',
      gatewayPort: 5000,
      gatewayIsTls: true,
      environment: 'paper',
      isIbkrEnabled: true,
    },
    syncEveryMs: 30_000,
    hostedDatabase: null,
  };
}

interface Parts {
  readonly clock: Clock;
  readonly pens: FakeDeskPens;
  readonly saved: FakeDesk['saved'];
  readonly note: (what: string, ...words: readonly unknown[]) => void;
}

/** The list of one account with these witnesses. */
export function accountList(
  witnesses: EnvironmentWitnesses,
  accounts: readonly AccountIdentity[] = [fakeIdentity],
): AccountListValue {
  return { accounts, witnesses, proof: provenEnvironment(witnesses) };
}

type ValueOf<Pen> = Pen extends Writable<infer Value> ? Value : never;

function makePens(): FakeDeskPens {
  const quotes = new Map(fakeQuotes().map((quote) => [quote.conid, writable<Quote | null>(quote)]));
  return {
    connection: writable<ConnectionState | null>(ownTarget),
    mode: writable<DeskMode>({
      mode: 'ibkr-paper',
      environment: 'paper',
      proof: 'paper',
      accountId: fakeAccountId,
    }),
    lease: writable<LeaseState | null>({ isLeader: true, fence: 1, ttlMs: 3000, isTalking: false }),
    hostStatus: writable<HostStatus | null>(fakeStatus),
    session: writable(readySession),
    list: writable<AccountListValue | null>(accountList(paperWitnesses)),
    selected: writable<AccountId | null>(fakeAccountId),
    positions: writable<ValueOf<FakeDeskPens['positions']>>({
      rows: fakePositions(),
      readAt: instantOf(fakeNow - 6000),
      error: null,
    }),
    figures: writable<ValueOf<FakeDeskPens['figures']>>({ value: fakeFigures, error: null }),
    orders: writable<ValueOf<FakeDeskPens['orders']>>({
      rows: fakeOrders(),
      readAt: instantOf(fakeNow - 4000),
      error: null,
    }),
    executions: writable<ValueOf<FakeDeskPens['executions']>>({
      rows: fakeExecutions(),
      readAt: instantOf(fakeNow - 4000),
    }),
    unknown: writable<readonly UnknownOrder[]>([]),
    notices: writable<readonly Notice[]>([]),
    marketLead: writable(0),
    quote: (conid) => {
      const known = quotes.get(conid) ?? writable<Quote | null>(null);
      quotes.set(conid, known);
      return known;
    },
  };
}

function connectionPart({ pens, saved, note }: Parts): DeskServices['connection'] {
  return {
    state: pens.connection,
    mode: pens.mode,
    lease: pens.lease,
    hostStatus: pens.hostStatus,
    takeOver: async (isWarned) => {
      note('connection.takeOver', isWarned);
      if (!isWarned && pens.lease.get()?.isTalking === true) return false;
      pens.lease.set({ isLeader: true, fence: 2, ttlMs: 3000, isTalking: false });
      return true;
    },
    probe: async (target) => {
      note('connection.probe', target);
      return ok({ ...probeReport(true), target });
    },
    connect: async (target, environment) => {
      note('connection.connect', target, environment);
      const isPractice = target.kind === 'practice';
      const loginUrl = `https://${target.host}:${target.port}/`;
      pens.connection.set({ target: { ...target, isPractice, loginUrl }, fingerprint: null });
      return ok({ ...probeReport(false), target });
    },
    disconnect: async () => {
      note('connection.disconnect');
      pens.connection.set({ target: null, fingerprint: null });
      return ok(undefined);
    },
    forget: async (environment) => {
      note('connection.forget', environment);
      saved.connections = saved.connections.filter((row) => row.environment !== environment);
      return ok(undefined);
    },
    loadSaved: async () => ok([...saved.connections]),
    save: async (connection) => {
      note('connection.save', connection);
      const others = saved.connections.filter((row) => row.environment !== connection.environment);
      saved.connections = [...others, connection];
      return ok(undefined);
    },
    loadAcknowledgments: async (environment) =>
      ok(saved.acknowledgments.filter((row) => row.environment === environment)),
    acknowledge: async (acknowledgment) => {
      note('connection.acknowledge', acknowledgment);
      saved.acknowledgments = [...saved.acknowledgments, acknowledgment];
      return ok(undefined);
    },
  };
}

function sessionPart({ pens, note }: Parts): DeskServices['session'] {
  return {
    session: pens.session,
    checkNow: async () => note('session.checkNow'),
    takeOver: async () => {
      note('session.takeOver');
      return ok(undefined);
    },
    logout: async () => {
      note('session.logout');
      return ok(undefined);
    },
  };
}

function accountPart({ pens, note }: Parts): DeskServices['account'] {
  return {
    list: pens.list,
    selected: pens.selected,
    select: async (accountId) => {
      note('account.select', accountId);
      pens.selected.set(accountId);
      return ok(undefined);
    },
    fetchFigures: async (accountId) => ok({ ...fakeFigures, accountId }),
  };
}

function marketPart(): DeskServices['market'] {
  return {
    search: async (symbol) => {
      const found = [fakeAapl, fakeSpy].filter((row) =>
        row.symbol.startsWith(symbol.toUpperCase()),
      );
      return ok(
        found.map((contract) => ({
          contract,
          months: [...new Set(fakeExpiries.map((row) => row.month))],
        })),
      );
    },
    expiries: async () => ok(fakeExpiries),
    monthExpiries: async (_match, month) => ok(fakeExpiries.filter((row) => row.month === month)),
    openChain: (underlying, expiry) => ({
      view: writable<ChainView>({
        underlying,
        expiry: expiry.expiry,
        tradingClass: expiry.tradingClass,
        rows: fakeStrikes.map((strike) => ({
          strike,
          call: fakeOption('call', strike.toFixed(), expiry.expiry),
          put: fakeOption('put', strike.toFixed(), expiry.expiry),
        })),
        pending: 0,
        error: null,
      }),
      extend: () => undefined,
      close: () => undefined,
    }),
    increments: async () =>
      ok([
        { lowerEdge: new Big(0), increment: new Big('0.01') },
        { lowerEdge: new Big(3), increment: new Big('0.05') },
      ]),
    tradingHours: async () =>
      ok({
        isOpen: true,
        opensAt: instantOf(Date.UTC(2026, 10, 20, 14, 30)),
        closesAt: instantOf(Date.UTC(2026, 10, 20, 21, 0)),
      }),
    history: async () =>
      ok(
        Array.from({ length: 60 }, (_, index) => {
          const price = new Big('267').plus(new Big(Math.round(Math.sin(index / 6) * 90)).div(100));
          return {
            startAt: instantOf(fakeNow - (60 - index) * 60_000),
            open: price,
            high: price.plus('0.2'),
            low: price.minus('0.2'),
            close: price,
            volume: 42_000,
          };
        }),
      ),
    contract: async (conid) => {
      if (conid === fakeAapl.conid) return ok(fakeAapl);
      if (conid === fakeSpy.conid) return ok(fakeSpy);
      const options = fakeStrikes.flatMap((strike) => [
        fakeOption('call', strike.toFixed()),
        fakeOption('put', strike.toFixed()),
      ]);
      const found = options.find((option) => option.conid === conid);
      return found === undefined
        ? err({ kind: 'rejected', reason: 'No security definition has been found' })
        : ok(found);
    },
  };
}

function ordersPart({ clock, pens, note }: Parts): DeskServices['orders'] {
  let number = 7;
  const review = (draft: OrderDraft): OrderReview => ({
    draft,
    checks: passes,
    preview: fakePreview,
    previewError: null,
    quote: pens.quote(draft.legs[0].contract.conid).get() ?? aQuote(draft.legs[0].contract.conid),
    isAllowed: true,
    reviewedAt: clock.now(),
  });
  return {
    newClientOrderId: () => clientOrderIdOf(`sd-1120-${String((number += 1)).padStart(4, '0')}`),
    checkDraft: async () => passes,
    review: async (draft) => {
      note('orders.review', draft);
      return review(draft);
    },
    submit: async (reviewed, sentence) => {
      note('orders.submit', reviewed, sentence);
      return { kind: 'accepted', brokerOrderId: brokerOrderIdOf('1370093250') };
    },
    cancel: async (accountId, brokerOrderId) => {
      note('orders.cancel', accountId, brokerOrderId);
      return ok(undefined);
    },
    modify: async (brokerOrderId, reviewed, sentence) => {
      note('orders.modify', brokerOrderId, reviewed, sentence);
      return { kind: 'accepted', brokerOrderId };
    },
    orders: pens.orders,
    executions: pens.executions,
    unknown: pens.unknown,
    release: async (clientOrderId, typed) => {
      note('orders.release', clientOrderId, typed);
      return ok(undefined);
    },
    refresh: async () => note('orders.refresh'),
  };
}

function auditPart({ note }: Parts): DeskServices['audit'] {
  return {
    append: async (entry) => note('audit.append', entry),
    load: async (filter) => {
      note('audit.load', filter);
      return fakeAuditEntries()
        .filter((row) => row.kind.startsWith(filter.kindPrefix ?? ''))
        .filter((row) => row.summary.toLowerCase().includes((filter.text ?? '').toLowerCase()))
        .slice(0, filter.limit);
    },
    waiting: async () => 0,
  };
}

function backupsPart({ note }: Parts): DeskServices['backups'] {
  let backups: readonly BackupInfo[] = [
    { id: 'b2', madeAt: '2026-11-20T15:30:00.000Z', reason: 'start', bytes: 4_812_003 },
    { id: 'b1', madeAt: '2026-11-19T14:02:11.000Z', reason: 'manual', bytes: 4_790_114 },
  ];
  return {
    listBackups: async () => ok(backups),
    makeBackup: async () => {
      note('backups.makeBackup');
      const made: BackupInfo = {
        id: 'b3',
        madeAt: '2026-11-20T15:42:07.000Z',
        reason: 'manual',
        bytes: 4_812_120,
      };
      backups = [made, ...backups];
      return ok(made);
    },
    restoreBackup: async (id) => {
      note('backups.restoreBackup', id);
      return ok(undefined);
    },
  };
}
