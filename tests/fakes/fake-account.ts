import { Big } from 'big.js';

import type { AccountFigures, AccountIdentity, EnvironmentWitnesses } from '#domain/account.ts';
import type { Execution } from '#domain/execution.ts';
import { executionIdOf } from '#domain/execution.ts';
import type { GatewaySession, Lamp } from '#domain/gateway-session.ts';
import type { ConnectionState, HostStatus, ProbeReport } from '#domain/host-facts.ts';
import {
  accountIdOf,
  brokerOrderIdOf,
  clientOrderIdOf,
  type AccountId,
  type BrokerOrder,
} from '#domain/order.ts';
import type { Position } from '#domain/position.ts';
import { calendarDate, instantOf } from '#domain/time.ts';
import type { DeskOrder } from '#services/order-service.ts';
import type { StoredAuditEntry } from '#services/ports/audit-log.ts';
import type { Connection } from '#services/ports/records.ts';
import { disconnectedSession } from '#services/session/session-lamps.ts';

import { fakeAapl, fakeNow, fakeOption } from './fake-market.ts';

export const fakeAccountId: AccountId = accountIdOf('DU7418203');

export const fakeIdentity: AccountIdentity = {
  accountId: fakeAccountId,
  accountNumber: 'DU7418203',
  alias: null,
  type: 'DEMO',
  tradingType: 'STKMRGN',
  currency: 'USD',
};

export const paperWitnesses: EnvironmentWitnesses = {
  accountList: 'paper',
  loginType: 'paper',
  accountPrefix: 'paper',
};
export const liveWitnesses: EnvironmentWitnesses = {
  accountList: 'live',
  loginType: 'live',
  accountPrefix: 'live',
};

export const fakeFigures: AccountFigures = {
  accountId: fakeAccountId,
  currency: 'USD',
  netLiquidation: new Big('104043.50'),
  buyingPower: new Big('344421.20'),
  availableFunds: new Big('86105.30'),
  excessLiquidity: new Big('86105.30'),
  totalCash: new Big('62210.18'),
  settledCash: new Big('62210.18'),
  initialMargin: new Big('17938.20'),
  maintenanceMargin: new Big('17938.20'),
  dailyPnl: new Big('326'),
  unrealizedPnl: new Big('2403'),
  dayTradesLeft: 'unlimited',
  accountType: 'MARGIN',
  details: {},
  readAt: fakeNow,
};

const goodLamp = (agoMs: number): Lamp => ({
  state: 'good',
  cause: null,
  provenAt: instantOf(fakeNow - agoMs),
});

export const readySession: GatewaySession = {
  lamps: {
    sso: goodLamp(41_000),
    brokerage: goodLamp(12_000),
    data: goodLamp(400),
    socket: goodLamp(3000),
  },
  isReady: true,
  username: 'mlindq7418',
  loggedInAt: instantOf(fakeNow - 9 * 60_000),
  isLoggedOut: false,
  server: null,
  expiresAt: instantOf(Date.UTC(2026, 10, 21, 5, 0)),
  lastTickleAt: instantOf(fakeNow - 12_000),
  warningSince: null,
  practiceHours: null,
};

export const noSession = disconnectedSession;

export const fakeStatus: HostStatus = {
  budget: { used: 3, limit: 10, waiting: 0, pausedMs: 0 },
  slots: { busy: 1, hung: 0, limit: 5, isWedged: false },
  socket: { state: 'open', ageMs: 3000 },
  tabs: 1,
};

export const practiceTarget: ConnectionState = {
  target: {
    kind: 'practice',
    host: 'localhost',
    port: 5055,
    isTls: true,
    isPractice: true,
    loginUrl: 'https://localhost:5055/sso/Login?forwardTo=22&RL=1',
  },
  fingerprint: 'AB:CD:EF:01',
};
export const ownTarget: ConnectionState = {
  target: {
    kind: 'own',
    host: 'localhost',
    port: 5000,
    isTls: true,
    isPractice: false,
    loginUrl: 'https://localhost:5000/',
  },
  fingerprint: '9C:41:E0:7B:22:5D:A8:13',
};

export const paperConnection: Connection = {
  environment: 'paper',
  host: 'localhost',
  port: 5000,
  isTls: true,
  usernameLabel: 'mlindq7418',
  accountId: fakeAccountId,
  optionsLevel: 3,
  completedAt: instantOf(fakeNow - 86_400_000),
};
export const practiceConnection: Connection = {
  ...paperConnection,
  environment: 'practice',
  port: 5055,
  usernameLabel: 'practice',
};

/** A gateway that answers and waits for the login. */
export function probeReport(loggedIn: boolean): ProbeReport {
  return {
    target: { kind: 'own', host: 'localhost', port: 5000, isTls: true },
    isGateway: true,
    fingerprint: '9C:41:E0:7B:22:5D:A8:13:F6:0E:94:C7:3B:61:D2:58',
    checks: [
      { step: 'port', verdict: 'pass', code: 'ANSWERS', facts: { port: 5000 }, elapsedMs: 2 },
      { step: 'scheme', verdict: 'pass', code: 'ANSWERS', facts: {}, elapsedMs: 11 },
      {
        step: 'certificate',
        verdict: 'pass',
        code: 'CERTIFICATE_FIRST_SEEN',
        facts: { fingerprint: '9C:41:E0:7B:22:5D:A8:13:F6:0E:94:C7:3B:61:D2:58' },
        elapsedMs: 14,
      },
      { step: 'gateway', verdict: 'pass', code: 'GATEWAY_FOUND', facts: {}, elapsedMs: 182 },
      loggedIn
        ? { step: 'login', verdict: 'pass', code: 'LOGGED_IN', facts: {}, elapsedMs: 96 }
        : { step: 'login', verdict: 'waiting', code: 'NOT_LOGGED_IN', facts: {}, elapsedMs: 96 },
    ],
  };
}

const stock: Omit<Position, 'conid' | 'description' | 'underlying' | 'quantity'> = {
  accountId: fakeAccountId,
  assetClass: 'stock',
  option: null,
  averagePrice: null,
  averageCost: null,
  marketPrice: null,
  marketValue: null,
  unrealizedPnl: null,
  realizedPnl: null,
  currency: 'USD',
};

export function fakePositions(): readonly Position[] {
  const call = fakeOption('call', '285');
  const put = fakeOption('put', '260');
  return [
    {
      ...stock,
      conid: fakeAapl.conid,
      description: 'AAPL',
      underlying: 'AAPL',
      quantity: new Big(100),
      averagePrice: new Big('251.20'),
      marketPrice: new Big('268.42'),
      marketValue: new Big('26842.00'),
      unrealizedPnl: new Big('1722.00'),
      realizedPnl: new Big(0),
    },
    {
      ...stock,
      assetClass: 'option',
      conid: call.conid,
      description: 'AAPL DEC2026 285 C [AAPL  261218C00285000 100]',
      underlying: 'AAPL',
      quantity: new Big(-1),
      averagePrice: new Big('3.05'),
      marketPrice: new Big('2.14'),
      marketValue: new Big('-214.00'),
      unrealizedPnl: new Big('91.00'),
      realizedPnl: new Big(0),
      option: {
        right: 'call',
        strike: new Big(285),
        expiry: calendarDate('2026-12-18'),
        multiplier: 100,
        underlyingConid: fakeAapl.conid,
        tradingClass: 'AAPL',
      },
    },
    {
      ...stock,
      assetClass: 'option',
      conid: put.conid,
      description: 'AAPL DEC2026 260 P [AAPL  261218P00260000 100]',
      underlying: 'AAPL',
      quantity: new Big(2),
      averagePrice: new Big('4.30'),
      marketPrice: new Big('4.10'),
      marketValue: new Big('820.00'),
      unrealizedPnl: new Big('-40.00'),
      realizedPnl: new Big(0),
      option: {
        right: 'put',
        strike: new Big(260),
        expiry: calendarDate('2026-12-18'),
        multiplier: 100,
        underlyingConid: fakeAapl.conid,
        tradingClass: 'AAPL',
      },
    },
  ];
}

/** A working order as the broker lists it, with what is given changed. */
export function aBrokerOrder(changed: Partial<BrokerOrder> = {}): BrokerOrder {
  return {
    brokerOrderId: brokerOrderIdOf('1370093239'),
    clientOrderId: clientOrderIdOf('sd-1120-0006'),
    accountId: fakeAccountId,
    conid: fakeOption('call', '285').conid,
    description: "AAPL Dec18'26 285 Call",
    underlying: 'AAPL',
    side: 'buy',
    type: 'limit',
    limitPrice: new Big('0.90'),
    stopPrice: null,
    timeInForce: 'gtc',
    totalQuantity: 1,
    filledQuantity: 0,
    remainingQuantity: 1,
    averagePrice: null,
    status: 'submitted',
    brokerStatus: 'Submitted',
    reason: null,
    updatedAt: instantOf(fakeNow - 240_000),
    ...changed,
  };
}

const deskOrder = (broker: BrokerOrder): DeskOrder => ({
  clientOrderId: broker.clientOrderId,
  broker,
  intent: null,
  status: broker.status,
});

export function fakeOrders(): readonly DeskOrder[] {
  return [
    deskOrder(aBrokerOrder()),
    deskOrder(
      aBrokerOrder({
        brokerOrderId: brokerOrderIdOf('1370093241'),
        clientOrderId: clientOrderIdOf('sd-1120-0007'),
        conid: fakeOption('put', '255').conid,
        description: "AAPL Dec18'26 255 Put",
        side: 'sell',
        limitPrice: new Big('2.85'),
        timeInForce: 'day',
        totalQuantity: 3,
        filledQuantity: 1,
        remainingQuantity: 2,
        averagePrice: new Big('2.86'),
      }),
    ),
    deskOrder(
      aBrokerOrder({
        brokerOrderId: brokerOrderIdOf('1370093230'),
        clientOrderId: clientOrderIdOf('sd-1120-0003'),
        conid: fakeOption('put', '260').conid,
        description: "AAPL Dec18'26 260 Put",
        limitPrice: new Big('4.30'),
        timeInForce: 'day',
        totalQuantity: 2,
        filledQuantity: 2,
        remainingQuantity: 0,
        averagePrice: new Big('4.30'),
        status: 'filled',
        brokerStatus: 'Filled',
        updatedAt: instantOf(fakeNow - 3_600_000),
      }),
    ),
    deskOrder(
      aBrokerOrder({
        brokerOrderId: brokerOrderIdOf('1370093228'),
        clientOrderId: clientOrderIdOf('sd-1120-0002'),
        conid: fakeOption('call', '250').conid,
        description: "AAPL Dec18'26 250 Call",
        side: 'sell',
        limitPrice: new Big('21.00'),
        timeInForce: 'day',
        status: 'rejected',
        brokerStatus: 'Inactive',
        reason: 'No trading permission.',
        updatedAt: instantOf(fakeNow - 4_000_000),
      }),
    ),
  ];
}

export function fakeExecutions(): readonly Execution[] {
  const put = fakeOption('put', '260');
  return [
    {
      executionId: executionIdOf('0000e0d5.69a1b2c3.01.01'),
      brokerOrderId: brokerOrderIdOf('1370093230'),
      clientOrderId: clientOrderIdOf('sd-1120-0003'),
      accountId: fakeAccountId,
      conid: put.conid,
      description: "AAPL Dec18'26 260 Put",
      underlying: 'AAPL',
      side: 'buy',
      quantity: 2,
      price: new Big('4.30'),
      commission: new Big('1.40'),
      exchange: 'CBOE',
      executedAt: instantOf(fakeNow - 3_600_000),
    },
  ];
}

const auditStory: readonly (readonly [
  StoredAuditEntry['kind'],
  string,
  Readonly<Record<string, unknown>>,
])[] = [
  ['session.login', 'Logged in as mlindq7418, paper, proven by 3 of 3 witnesses.', {}],
  [
    'order.confirmed',
    'Confirmed: buy 2 AAPL 18 Dec 260 puts at 4.30, day.',
    {
      shown: {
        sentence: 'You pay at most $861.40 now, fees included. You can lose all of it and no more.',
        bid: '4.20',
        ask: '4.30',
      },
      answered: 'confirmed',
    },
  ],
  ['order.intent-stored', 'Stored before sending as sd-1120-0003.', {}],
  ['order.sent', 'Sent to the broker once.', { route: 'POST /iserver/account/DU7418203/orders' }],
  [
    'order.question',
    'The broker asks before it takes the order.',
    {
      shown: {
        messages: [
          'You are submitting an order without market data. We strongly recommend against this as it may result in erroneous and unexpected trades. Are you sure you want to submit this order?',
        ],
        messageIds: ['o354'],
      },
    },
  ],
  ['order.answered', 'Answered: yes, send it.', { answered: 'yes' }],
  ['order.accepted', 'Accepted by the broker as 1370093230.', { brokerOrderId: '1370093230' }],
  ['execution.seen', 'Filled: bought 2 at 4.30, commission 1.40.', { price: '4.30', quantity: 2 }],
];

/** The story of one order, newest first. */
export function fakeAuditEntries(): readonly StoredAuditEntry[] {
  return auditStory
    .map(([kind, summary, detail], index) => ({
      kind,
      summary,
      detail,
      at: instantOf(fakeNow - 3_610_000 + index * 1200),
      environment: 'paper' as const,
      accountId: fakeAccountId,
      clientOrderId: kind.startsWith('session') ? null : clientOrderIdOf('sd-1120-0003'),
      writerId: 'browser-1',
      sequence: index + 1,
    }))
    .toReversed();
}
