import { expect, test } from 'vitest';

import { accountIdOf } from '#domain/order.ts';
import { openMarketAt } from '#tests/builders.ts';
import type { BrokerError } from '#services/ports/broker.ts';
import { manualClock } from '#tests/manual-clock.ts';
import { failed, scriptedTransport } from '#tests/scripted-transport.ts';

import { createSessionMemory } from '../session-memory.ts';
import { createAccountReader } from './reader.ts';

const account = accountIdOf('DU7418203');

const accounts = {
  accounts: ['DU7418203'],
  selectedAccount: 'DU7418203',
  aliases: { DU7418203: 'DU7418203' },
  allowFeatures: { liteUser: false },
  isFT: false,
  isPaper: true,
};
const portfolioRow = {
  id: 'DU7418203',
  accountId: 'DU7418203',
  accountVan: 'DU7418203',
  accountAlias: 'Rehearsal',
  currency: 'USD',
  type: 'DEMO',
  tradingType: 'STKNOPT',
};
const validate = { RESULT: true, USER_NAME: 'papertrader', LOGIN_TYPE: 2 };
const opening = {
  'GET /iserver/accounts': [accounts],
  'GET /portfolio/accounts': [[portfolioRow]],
  'GET /sso/validate': [validate],
};

function aReader(script: Parameters<typeof scriptedTransport>[0]) {
  const gateway = scriptedTransport(script);
  const memory = createSessionMemory();
  const clock = manualClock();
  const reader = createAccountReader({ transport: gateway.transport, memory, clock });
  return { gateway, memory, clock, reader };
}

test('an account is listed with what the broker tells of it and three witnesses', async () => {
  const { reader } = aReader(opening);
  expect(await reader.fetchAccounts()).toEqual({
    ok: true,
    value: {
      accounts: [
        {
          accountId: 'DU7418203',
          accountNumber: 'DU7418203',
          alias: 'Rehearsal',
          type: 'DEMO',
          tradingType: 'STKNOPT',
          currency: 'USD',
        },
      ],
      selected: 'DU7418203',
      witnesses: { accountList: 'paper', loginType: 'paper', accountPrefix: 'paper' },
      isLite: false,
    },
  });
});

test('a silent witness is null, and the account stays listed without its description', async () => {
  const { reader } = aReader({
    'GET /iserver/accounts': [{ accounts: ['DU1', 'U2'] }],
    'GET /portfolio/accounts': [failed({ kind: 'rate-limited', retryAfterMs: null })],
    'GET /sso/validate': [failed({ kind: 'no-answer', detail: '' })],
  });
  expect(await reader.fetchAccounts()).toMatchObject({
    value: {
      accounts: [{ accountId: 'DU1', type: null }, { accountId: 'U2' }],
      selected: null,
      witnesses: { accountList: null, loginType: null, accountPrefix: null },
    },
  });
});

test('a live login is seen as live by all three', async () => {
  const { reader } = aReader({
    ...opening,
    'GET /iserver/accounts': [{ accounts: ['U1234567'], isPaper: false }],
    'GET /sso/validate': [{ ...validate, LOGIN_TYPE: 1 }],
  });
  expect(await reader.fetchAccounts()).toMatchObject({
    value: { witnesses: { accountList: 'live', loginType: 'live', accountPrefix: 'live' } },
  });
});

test('an account list that cannot be read is a fault with its place', async () => {
  const { reader } = aReader({ ...opening, 'GET /iserver/accounts': [{ accounts: 'DU1' }] });
  expect(await reader.fetchAccounts()).toMatchObject({
    error: { kind: 'invalid-reply', path: 'accounts' },
  });
});

test.each([[{ set: true, acctId: 'DU7418203' }], ['Account already set']])(
  'selecting an account is done when the broker says %j',
  async (body) => {
    const { reader, gateway } = aReader({ 'POST /iserver/account': [body] });
    expect(await reader.selectAccount(account)).toEqual({ ok: true, value: undefined });
    expect(gateway.calls[0]?.body).toEqual({ acctId: 'DU7418203' });
  },
);

test('another account has its own order list, which must be primed again', async () => {
  const { reader, memory } = aReader({ 'POST /iserver/account': [{ set: true }] });
  memory.selectedAccount = accountIdOf('DU1');
  memory.orderReads = 4;
  await reader.selectAccount(accountIdOf('DU1'));
  expect(memory.orderReads).toBe(4);
  await reader.selectAccount(accountIdOf('DU2'));
  expect(memory.orderReads).toBeNull();
});

const sum = (amount: number) => ({
  amount,
  currency: 'USD',
  isNull: false,
  timestamp: 1702582422000,
  value: null,
  severity: 0,
});

const summary = {
  netliquidation: sum(104043.5),
  buyingpower: sum(344421.2),
  availablefunds: sum(86105.3),
  excessliquidity: sum(86105.3),
  totalcashvalue: sum(78000),
  initmarginreq: sum(17938.2),
  maintmarginreq: { ...sum(0), isNull: true },
  daytradesremaining: { amount: 0, currency: null, isNull: false, value: '3' },
  accounttype: { amount: 0, currency: null, isNull: false, value: 'INDIVIDUAL' },
  'daytradingstatus-s': { amount: 0, currency: null, isNull: false, value: ': : false: 0.00' },
  sma: sum(86105.3),
  regtmargin: { ...sum(0), isNull: true },
  equitywithloanvalue: { amount: 'much' },
};
const ledger = {
  USD: { settledcash: 77000.25, unrealizedpnl: 12 },
  BASE: { settledcash: 77999.75, unrealizedpnl: 13 },
};
const pnl = {
  upnl: { 'DU7418203.Core': { rowType: 1, dpl: -12.5, nl: 104043.5, upl: 326, mv: 0 } },
};
const money = (value: { toFixed: () => string } | null) => value?.toFixed() ?? null;

test('the figures come from summary, ledger and P&L, and what the broker calls null stays null', async () => {
  const { reader } = aReader({
    ...opening,
    'GET /portfolio/DU7418203/summary': [summary],
    'GET /portfolio/DU7418203/ledger': [ledger],
    'GET /iserver/account/pnl/partitioned': [pnl],
  });
  const figures = await reader.fetchFigures(account);
  if (!figures.ok) throw new Error(figures.error.kind);
  expect(money(figures.value.netLiquidation)).toBe('104043.5');
  expect(money(figures.value.buyingPower)).toBe('344421.2');
  expect(money(figures.value.settledCash)).toBe('77999.75');
  expect(money(figures.value.initialMargin)).toBe('17938.2');
  expect(figures.value.maintenanceMargin).toBeNull();
  expect(money(figures.value.dailyPnl)).toBe('-12.5');
  expect(money(figures.value.unrealizedPnl)).toBe('326');
  expect(figures.value).toMatchObject({
    currency: 'USD',
    dayTradesLeft: 3,
    accountType: 'INDIVIDUAL',
    details: { 'daytradingstatus-s': ': : false: 0.00', sma: '86105.3' },
    readAt: openMarketAt,
  });
});

test('within the broker’s limit the last P&L stands, so that figures do not wait for it', async () => {
  const { reader, gateway, clock } = aReader({
    ...opening,
    'GET /portfolio/DU7418203/summary': [summary],
    'GET /portfolio/DU7418203/ledger': [ledger],
    'GET /iserver/account/pnl/partitioned': [pnl],
  });
  const pnlReads = () => gateway.keys().filter((key) => key.endsWith('/pnl/partitioned')).length;
  await reader.fetchFigures(account);
  await clock.advance(5_199);
  expect(await reader.fetchFigures(account)).toMatchObject({ ok: true });
  expect(pnlReads()).toBe(1);
  await clock.advance(1);
  await reader.fetchFigures(account);
  expect(pnlReads()).toBe(2);
});

test.each([
  ['-1', 'unlimited'],
  ['Unlimited', 'unlimited'],
  ['0', 0],
  [null, null],
])('day trades remaining %j means %j', async (value, expected) => {
  const { reader } = aReader({
    ...opening,
    'GET /portfolio/DU7418203/summary': [
      { netliquidation: sum(1), daytradesremaining: { ...sum(0), value } },
    ],
    'GET /portfolio/DU7418203/ledger': [failed({ kind: 'no-answer', detail: '' })],
    'GET /iserver/account/pnl/partitioned': [{ upnl: {} }],
  });
  expect(await reader.fetchFigures(account)).toMatchObject({
    value: { dayTradesLeft: expected, settledCash: null, dailyPnl: null, buyingPower: null },
  });
});

test('figures that are no numbers are a fault, not a zero', async () => {
  const { reader } = aReader({
    ...opening,
    'GET /portfolio/DU7418203/summary': [{ netliquidation: { ...sum(0), amount: 'lots' } }],
    'GET /portfolio/DU7418203/ledger': [ledger],
    'GET /iserver/account/pnl/partitioned': [pnl],
  });
  expect(await reader.fetchFigures(account)).toMatchObject({
    error: { kind: 'invalid-reply', path: 'netliquidation.amount' },
  });
});

const optionRow = {
  position: 2,
  conid: '700001',
  avgCost: 250,
  avgPrice: 2.5,
  currency: 'USD',
  description: 'AAPL JAN2027 195 C [AAPL 270115C00195000 100]',
  marketPrice: 2.6,
  marketValue: 520,
  realizedPnl: 0,
  unrealizedPnl: 20,
  secType: 'OPT',
  assetClass: 'OPT',
};
const definition = {
  conid: 700001,
  currency: 'USD',
  name: 'APPLE INC',
  assetClass: 'OPT',
  expiry: '20270115',
  putOrCall: 'C',
  strike: 195,
  ticker: 'AAPL',
  undConid: 265598,
  multiplier: 100,
};

test('a holding is joined with its contract’s terms, and a closed one is not a holding', async () => {
  const { reader, gateway } = aReader({
    ...opening,
    'GET /portfolio2/DU7418203/positions': [[optionRow, { ...optionRow, conid: 3, position: 0 }]],
    'GET /trsrv/secdef': [{ secdef: [definition] }],
  });
  const positions = await reader.fetchPositions(account);
  if (!positions.ok) throw new Error(positions.error.kind);
  expect(positions.value).toHaveLength(1);
  expect(positions.value[0]).toMatchObject({
    conid: 700001,
    underlying: 'AAPL',
    assetClass: 'option',
    option: {
      right: 'call',
      expiry: '2027-01-15',
      multiplier: 100,
      underlyingConid: 265598,
      tradingClass: 'AAPL',
    },
    currency: 'USD',
  });
  expect(money(positions.value[0]?.quantity ?? null)).toBe('2');
  expect(money(positions.value[0]?.marketValue ?? null)).toBe('520');
  expect(money(positions.value[0]?.averageCost ?? null)).toBe('250');
  expect(gateway.calls.at(-1)?.query).toEqual({ conids: '700001' });

  await reader.fetchPositions(account);
  expect(gateway.keys().filter((key) => key === 'GET /trsrv/secdef')).toHaveLength(1);
});

test('without the terms the description tells them', async () => {
  const { reader } = aReader({
    ...opening,
    'GET /portfolio2/DU7418203/positions': [[optionRow]],
    'GET /trsrv/secdef': [failed({ kind: 'no-answer', detail: '' })],
  });
  const positions = await reader.fetchPositions(account);
  expect(positions).toMatchObject({
    value: [
      { underlying: 'AAPL', option: { right: 'call', expiry: '2027-01-15', multiplier: 100 } },
    ],
  });
});

test('shares and short positions keep their sign and have no option terms', async () => {
  const { reader } = aReader({
    ...opening,
    'GET /portfolio2/DU7418203/positions': [
      [
        {
          conid: 265598,
          position: -100,
          currency: 'USD',
          description: 'AAPL',
          assetClass: 'STK',
          mktPrice: 231.4,
        },
      ],
    ],
    'GET /trsrv/secdef': [null],
  });
  const positions = await reader.fetchPositions(account);
  if (!positions.ok) throw new Error(positions.error.kind);
  expect(positions.value[0]).toMatchObject({
    assetClass: 'stock',
    option: null,
    marketValue: null,
  });
  expect(money(positions.value[0]?.quantity ?? null)).toBe('-100');
  expect(money(positions.value[0]?.marketPrice ?? null)).toBe('231.4');
});

test('holdings are not believed gone before the broker said so twice', async () => {
  const { reader, gateway } = aReader({
    ...opening,
    'GET /portfolio2/DU7418203/positions': [[optionRow], [], [optionRow], [], []],
    'GET /trsrv/secdef': [{ secdef: [definition] }],
  });
  const counts: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const positions = await reader.fetchPositions(account);
    counts.push(positions.ok ? positions.value.length : -1);
  }
  expect(counts).toEqual([1, 1, 0]);
  expect(gateway.keys().filter((key) => key.startsWith('GET /portfolio2'))).toHaveLength(5);
});

test('a holding whose quantity cannot be read is a fault, not a missing row', async () => {
  const { reader } = aReader({
    ...opening,
    'GET /portfolio2/DU7418203/positions': [[optionRow, { ...optionRow, position: '?' }]],
  });
  expect(await reader.fetchPositions(account)).toMatchObject({
    error: { kind: 'invalid-reply', path: '1.position' },
  });
});

test('a failed opening of the portfolio is told to all at once, and asked again when the broker allows it', async () => {
  const refused: BrokerError = { kind: 'rejected', reason: 'no' };
  const { reader, gateway, clock } = aReader({
    ...opening,
    'GET /portfolio/accounts': [failed(refused), [portfolioRow]],
    'GET /portfolio2/DU7418203/positions': [[]],
    'GET /portfolio/DU7418203/summary': [failed(refused)],
    'GET /portfolio/DU7418203/ledger': [failed(refused)],
    'GET /iserver/account/pnl/partitioned': [failed(refused)],
  });
  const openings = () => gateway.keys().filter((key) => key === 'GET /portfolio/accounts').length;
  const both = await Promise.all([reader.fetchPositions(account), reader.fetchFigures(account)]);
  expect(both.map((answer) => answer.ok)).toEqual([false, false]);
  expect((await reader.fetchPositions(account)).ok).toBe(false);
  expect(openings()).toBe(1);
  await clock.advance(5_000);
  expect((await reader.fetchPositions(account)).ok).toBe(true);
  expect(openings()).toBe(2);
});
