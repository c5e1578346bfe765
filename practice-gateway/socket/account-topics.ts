import { Big } from 'big.js';

import type {
  ExchangeEvent,
  SimulatedAccount,
  SimulatedOrder,
} from '#simulation/exchange-shapes.ts';

import { listedOrders, listedTrades } from '../api/listed-activity.ts';
import { lookUp } from '../look-up.ts';
import { cents } from '../wire/number-text.ts';
import { orderRow } from '../wire/order-rows.ts';
import { ledgerBody } from '../wire/portfolio-bodies.ts';
import { pnlRow } from '../wire/summary-bodies.ts';
import { tradeRow } from '../wire/trade-rows.ts';
import type { World } from '../world.ts';
import { ChangedKeys } from './changed-keys.ts';
import type { TopicArguments } from './parse-message.ts';

type Frame = Readonly<Record<string, unknown>>;

const ZERO = new Big(0);

const summaryKeys: Readonly<Record<string, (account: SimulatedAccount) => Big>> = {
  NetLiquidation: (account) => account.netLiquidation,
  TotalCashValue: (account) => account.cash,
  EquityWithLoanValue: (account) => account.equityWithLoan,
  AvailableFunds: (account) => account.availableFunds,
  ExcessLiquidity: (account) => account.excessLiquidity,
  BuyingPower: (account) => account.buyingPower,
  InitMarginReq: (account) => account.initialMargin,
  MaintMarginReq: (account) => account.maintenanceMargin,
  FullInitMarginReq: (account) => account.initialMargin,
  FullMaintMarginReq: (account) => account.maintenanceMargin,
  AccruedCash: () => ZERO,
  GrossPositionValue: (account) => account.grossPositionValue,
};

/** The order, trade, P&L, summary and ledger topics of one socket. */
export class AccountTopics {
  readonly #orders = new Map<number, ChangedKeys>();
  #wantsOrders = false;
  #wantsTrades = false;
  #pnl: ChangedKeys | null = null;
  readonly #summaries = new Map<string, TopicArguments>();
  readonly #ledgers = new Map<string, TopicArguments>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  clear(): void {
    this.#wantsOrders = false;
    this.#wantsTrades = false;
    this.#pnl = null;
    this.#orders.clear();
    this.#summaries.clear();
    this.#ledgers.clear();
  }

  /** Starts `sor`; the answer is the whole list, later frames bring changed keys. */
  startOrders(args: TopicArguments): readonly Frame[] {
    this.#wantsOrders = true;
    this.#orders.clear();
    if (this.#world.session.memory.isOrderTopicSilent) return [];
    const { filters = [] } = args;
    const listed = listedOrders(this.#world, args.days ?? 1);
    const wanted = listed.filter(({ status }) => filters.length === 0 || filters.includes(status));
    const rows = wanted.map((order) => {
      const row = orderRow(this.#world, order);
      this.#keysOf(order.orderId).take(row);
      return row;
    });
    return args.realtimeUpdatesOnly === true ? [] : [{ topic: 'sor', args: rows }];
  }

  startTrades(args: TopicArguments): readonly Frame[] {
    this.#wantsTrades = true;
    if (args.realtimeUpdatesOnly === true) return [];
    const rows = listedTrades(this.#world, args.days ?? 1).map((one) => tradeRow(this.#world, one));
    return [{ topic: 'str', args: rows }];
  }

  startPnl(): readonly Frame[] {
    this.#pnl = new ChangedKeys();
    return this.pnlFrames();
  }

  stop(topic: 'sor' | 'str' | 'spl'): void {
    if (topic === 'sor') this.#wantsOrders = false;
    if (topic === 'str') this.#wantsTrades = false;
    if (topic === 'spl') this.#pnl = null;
  }

  startSummary(accountId: string, args: TopicArguments): readonly Frame[] {
    this.#summaries.set(accountId, args);
    return this.slowFrames().filter(({ topic }) => topic === `ssd+${accountId}`);
  }

  startLedger(accountId: string, args: TopicArguments): readonly Frame[] {
    this.#ledgers.set(accountId, args);
    return this.slowFrames().filter(({ topic }) => topic === `sld+${accountId}`);
  }

  stopSummary(accountId: string): readonly Frame[] {
    this.#summaries.delete(accountId);
    return [{ result: 'unsubscribed from summary' }];
  }

  stopLedger(accountId: string): readonly Frame[] {
    this.#ledgers.delete(accountId);
    return [{ result: 'unsubscribed from ledger' }];
  }

  /** Frames an exchange event causes. */
  eventFrames(event: ExchangeEvent): readonly Frame[] {
    if (event.kind === 'order') return this.#orderFrames(event.order);
    if (event.kind === 'execution' && this.#wantsTrades) {
      return [{ topic: 'str', args: [tradeRow(this.#world, event.execution)] }];
    }
    return [];
  }

  #orderFrames(order: SimulatedOrder): readonly Frame[] {
    const isSilent = !this.#wantsOrders || this.#world.session.memory.isOrderTopicSilent;
    if (isSilent) return [];
    const { orderId, request } = order;
    const changed = this.#keysOf(orderId).take(orderRow(this.#world, order));
    if (Object.keys(changed).length === 0) return [];
    return [{ topic: 'sor', args: [{ ...changed, acct: request.accountId, orderId }] }];
  }

  pnlFrames(): readonly Frame[] {
    if (this.#pnl === null) return [];
    const id = this.#world.selectedAccount;
    const changed = this.#pnl.take(pnlRow(this.#world.exchange.account(id)));
    if (Object.keys(changed).length === 0) return [];
    return [{ topic: 'spl', args: { [`${id}.Core`]: changed } }];
  }

  /** Summary and ledger, every ten seconds. */
  slowFrames(): readonly (Frame & { readonly topic: string })[] {
    const { exchange, clock } = this.#world;
    const isOurs = ([id]: readonly [string, TopicArguments]) => exchange.accountIds().includes(id);
    return [
      ...[...this.#summaries].filter(isOurs).map(([id, args]) => ({
        topic: `ssd+${id}`,
        result: summaryRows(exchange.account(id), args, clock.market()),
      })),
      ...[...this.#ledgers].filter(isOurs).map(([id, args]) => ({
        topic: `sld+${id}`,
        result: ledgerRows(exchange.account(id), args, clock.market()),
      })),
    ];
  }

  #keysOf(orderId: number): ChangedKeys {
    const known = this.#orders.get(orderId) ?? new ChangedKeys();
    this.#orders.set(orderId, known);
    return known;
  }
}

/** The row with only the wanted fields, and the ones that are always there. Names are compared without case. */
function narrowed(row: Frame, { fields = [] }: TopicArguments): Frame {
  if (fields.length === 0) return row;
  const wanted = new Set(['key', 'timestamp', ...fields.map((field) => field.toLowerCase())]);
  return Object.fromEntries(Object.entries(row).filter(([key]) => wanted.has(key.toLowerCase())));
}

function summaryRows(account: SimulatedAccount, args: TopicArguments, timestamp: number) {
  const { keys = [] } = args;
  const wanted = keys.length === 0 ? Object.keys(summaryKeys) : keys;
  return wanted.flatMap((key) => {
    const figure = lookUp(summaryKeys, key.replace(/-[SC]$/, ''));
    if (figure === undefined) return [];
    const monetaryValue = key.endsWith('-C') ? 0 : cents(figure(account));
    return [narrowed({ key, timestamp, currency: 'USD', severity: 0, monetaryValue }, args)];
  });
}

function ledgerRows(account: SimulatedAccount, args: TopicArguments, timestamp: number) {
  const { keys = [] } = args;
  return Object.values(ledgerBody(account, timestamp))
    .map((row) => ({ ...row, key: `LedgerList${row.secondkey}`, secondKey: row.secondkey }))
    .filter(({ key }) => keys.length === 0 || keys.includes(key))
    .map((row) => narrowed(row, args));
}
