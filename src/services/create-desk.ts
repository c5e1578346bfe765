import { exchangeDateAt } from '#domain/exchange-date.ts';
import type { CalendarDate } from '#domain/time.ts';

import { AccountChoice } from './session/account-choice.ts';
import { AccountSync } from './records/account-sync.ts';
import { AuditTrail } from './records/audit-trail.ts';
import { ConnectionHub } from './session/connection-hub.ts';
import type { DeskServices } from './desk-services.ts';
import { DeskState } from './desk-state.ts';
import { MarketClock } from './market/market-clock.ts';
import { MarketWatch } from './market/market-watch.ts';
import { NoticeBoard } from './notice-board.ts';
import { OrderBook } from './orders/order-book.ts';
import { OrderDesk } from './orders/order-desk.ts';
import type { AuditLog } from './ports/audit-log.ts';
import type { Broker } from './ports/broker.ts';
import type { Clock } from './ports/clock.ts';
import type { ContractAtlas } from './ports/contract-atlas.ts';
import type { DeskMemory } from './ports/desk-memory.ts';
import type { GatewayLogin } from './ports/gateway-login.ts';
import type { GatewayStream } from './ports/gateway-stream.ts';
import type { HostLink } from './ports/host-link.ts';
import type { IntentLog } from './ports/intent-log.ts';
import type { MarketData } from './ports/market-data.ts';
import type { Records } from './ports/records.ts';
import { LiveQuoteBoard } from './market/quote-board.ts';
import { OrderReconciler } from './orders/reconcile-orders.ts';
import { LoginRecorder } from './records/login-recorder.ts';
import { RecordKeeper } from './records/record-keeper.ts';
import { LiveSessionKeeper } from './session/session-keeper.ts';

/** Everything outside that the desk needs. */
export interface DeskPorts {
  readonly broker: Broker;
  readonly login: GatewayLogin;
  readonly market: MarketData;
  readonly stream: GatewayStream;
  readonly host: HostLink;
  readonly records: Records;
  readonly auditLog: AuditLog;
  readonly intentLog: IntentLog;
  readonly atlas: ContractAtlas;
  readonly memory: DeskMemory;
  readonly clock: Clock;
  readonly makeId: () => string;
}

export interface DeskSettings {
  readonly tickleEveryMs: number;
  readonly syncEveryMs: number;
  readonly warnBeforeMs: number;
  readonly practice: DeskServices['practice'];
  /** Milliseconds the practice exchange is ahead of this machine, as known at the start; null without one. */
  readonly practiceLead: number | null;
  readonly defaults: DeskServices['defaults'];
  readonly hostedDatabase: DeskServices['hostedDatabase'];
}

/** Builds the desk's jobs on the given ports. Nothing runs until `start`. */
// oxlint-disable-next-line max-lines-per-function -- wiring: each part once, in the order in which it comes to be
export function createDesk(
  ports: DeskPorts,
  settings: DeskSettings,
): { readonly services: DeskServices; readonly start: () => Promise<void> } {
  const { clock } = ports;
  const state = new DeskState();
  const notices = new NoticeBoard(clock);
  const audit = new AuditTrail({ log: ports.auditLog, clock, state });
  const marketClock = new MarketClock({ ...ports, ...settings, state });
  const today = (): CalendarDate => exchangeDateAt(marketClock.now());
  const isLeader = (): boolean => connection.lease.get()?.isLeader === true;
  const keeper = new RecordKeeper({
    ...ports,
    audit,
    state,
    notices,
    isLeader,
    onFill: () => sync.refreshSoon(),
  });
  const book = new OrderBook({ clock, onStatus: keeper.status, onExecutions: keeper.executions });
  const reconciler = new OrderReconciler({ ...ports, audit, onSettled: keeper.settled });
  const sync: AccountSync = new AccountSync({
    ...ports,
    state,
    book,
    reconciler,
    isLeader,
    optionsLevel: () => connection.optionsLevel.get(),
    everyMs: settings.syncEveryMs,
  });
  const market = new MarketWatch({ ...ports, today });
  const quotes = new LiveQuoteBoard(ports);
  const account = new AccountChoice({
    ...ports,
    state,
    audit,
    onSelected: (isAnother) => {
      // Orders and fills of one account are not those of the next.
      if (isAnother) book.clear();
      void sync.start();
    },
  });
  const session = new LiveSessionKeeper({
    ...ports,
    ...settings,
    market: marketClock,
    audit,
    isLeader,
    onReady: (list) => {
      market.forgetSession();
      void account.takeList(list);
    },
  });
  session.session.subscribe(() => marketClock.follow(session.session.get().practiceHours !== null));
  const login = new LoginRecorder({
    ...ports,
    state,
    session: session.session,
    market: marketClock,
    isLeader,
  });
  session.session.subscribe(login.watch);
  state.accountId.subscribe(login.watch);
  const connection: ConnectionHub = new ConnectionHub({
    ...ports,
    state,
    audit,
    onConnected: () => session.start(),
    onDisconnected: () => {
      session.stop();
      sync.stop();
      book.clear();
      market.forgetGateway();
      quotes.forget();
    },
  });
  const orders = new OrderDesk({
    ...ports,
    audit,
    state,
    sync,
    book,
    reconciler,
    market,
    quotes,
    marketClock,
    optionsLevel: () => connection.optionsLevel.get(),
    isSessionReady: () => session.session.get().isReady,
    takeLease: () => connection.takeLease(),
    onLeadLost: (callback) =>
      connection.lease.subscribe(() => {
        if (connection.lease.get()?.isLeader === false) callback();
      }),
  });
  return {
    services: {
      clock,
      marketLead: marketClock.lead,
      connection,
      session,
      account,
      market,
      quotes,
      orders,
      positions: {
        positions: sync.positions,
        figures: sync.figures,
        syncNow: () => sync.syncNow(),
      },
      audit,
      notices: notices.notices,
      dismissNotice: (id) => notices.dismiss(id),
      backups: ports.host,
      practice: settings.practice,
      defaults: settings.defaults,
      syncEveryMs: settings.syncEveryMs,
      hostedDatabase: settings.hostedDatabase,
    },
    start: () => {
      // An order nobody knows about is shown from the first moment, whether or not a gateway ever answers.
      reconciler.resume().catch(() => undefined);
      return connection.resume();
    },
  };
}
