import { Big } from 'big.js';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createWebVault } from '#adapters/browser/web-vault.ts';
import type { AccountFigures } from '#domain/account.ts';
import { executionIdOf } from '#domain/execution.ts';
import { brokerOrderIdOf, clientOrderIdOf } from '#domain/order.ts';
import { instantOf } from '#domain/time.ts';
import type { Connection, Records } from '#services/ports/records.ts';
import {
  aBrokerOrder,
  aDraft,
  aGatewaySession,
  anAccount,
  anExecution,
  aPosition,
  aPreview,
  openMarketAt,
  paperAccountId,
  someFigures,
} from '#tests/builders.ts';
import { openTestDatabase, type TestDatabase, type TestUser } from '#tests/embedded-database.ts';

import { auditSink } from './audit-rows.ts';
import { createRecords } from './records.ts';

let database: TestDatabase;
let user: TestUser;
let records: Records;
const key = 'a key for tests that has more than 32 characters';

const recordsOf = async (who: TestUser, vaultKey = { key, keyId: 'k1' }): Promise<Records> =>
  createRecords({
    database: who.client,
    vault: await createWebVault(vaultKey),
    userId: () => who.id,
  });

const rowsOf = async (table: string) => {
  const { data, error } = await user.client.from(table).select();
  if (error !== null) throw new Error(error.message);
  return data;
};

beforeAll(async () => {
  database = await openTestDatabase();
  user = await database.addUser();
  records = await recordsOf(user);
});
afterAll(() => database.close());

const paper: Connection = {
  environment: 'paper',
  host: 'localhost',
  port: 5000,
  isTls: true,
  usernameLabel: 'paper-trader',
  accountId: paperAccountId,
  optionsLevel: 3,
  completedAt: openMarketAt,
};

test('a connection comes back as it was saved, and its username label is not readable in the table', async () => {
  await records.saveConnection(paper, null);
  await records.saveConnection({ ...paper, port: 5001 }, null);

  expect(await records.loadConnections()).toEqual({ ok: true, value: [{ ...paper, port: 5001 }] });
  const [row] = await rowsOf('ibkr_credentials');
  expect(row).toMatchObject({
    gateway_port: 5001,
    encrypted_username: expect.stringMatching(/^sd1[.]k1[.]/),
  });
  expect(JSON.stringify(row)).not.toContain('paper-trader');
});

test("the broker's words that prove a login are stored with their time, and go with the login", async () => {
  const witnesses = { accountList: 'paper', loginType: 'paper', accountPrefix: 'paper' } as const;
  await records.saveConnection(paper, {
    witnesses,
    verdict: 'paper',
    at: openMarketAt,
    fingerprint: `AB:${'0f:'.repeat(31)}`.slice(0, -1),
  });
  expect(await rowsOf('ibkr_credentials')).toMatchObject([
    {
      proof: { ...witnesses, verdict: 'paper' },
      proved_at: '2026-11-19T15:00:00+00:00',
      last_connected_at: '2026-11-19T15:00:00+00:00',
      gateway_certificate_sha256: `ab${'0f'.repeat(31)}`,
    },
  ]);
  await records.saveConnection({ ...paper, port: 5001 }, null);
  expect(await rowsOf('ibkr_credentials')).toMatchObject([
    { proof: {}, proved_at: null, last_connected_at: '2026-11-19T15:00:00+00:00' },
  ]);
});

test("a sealed label copied into another user's row does not open there", async () => {
  const thief = await database.addUser();
  const [row] = await rowsOf('ibkr_credentials');
  await thief.client
    .from('ibkr_credentials')
    .insert({ environment: 'paper', encrypted_username: row?.encrypted_username });
  const stolen = await (await recordsOf(thief)).loadConnections();
  expect(stolen).toMatchObject({ ok: false, error: { code: 'VAULT_damaged' } });
});

test('a label sealed with a key that is gone is asked for again, and the rest of the connection stays', async () => {
  const other = await recordsOf(user, { key: 'n'.repeat(32), keyId: 'k2' });
  expect(await other.loadConnections()).toEqual({
    ok: true,
    value: [{ ...paper, port: 5001, usernameLabel: '' }],
  });
});

test('forgetting a connection deletes its row', async () => {
  await records.saveConnection({ ...paper, environment: 'practice' }, null);
  await records.forgetConnection('practice');
  expect((await rowsOf('ibkr_credentials')).map((row) => row.environment)).toEqual(['paper']);
});

test('account figures keep every digit, and what the broker did not say stays empty', async () => {
  const figures = someFigures({
    netLiquidation: new Big('123456789012.12345678'),
    settledCash: null,
    details: { cushion: '0.994598' },
  });
  const account = anAccount({ accountNumber: 'DU7418203' });
  expect(await records.saveAccount(account, figures, 'paper', 3)).toEqual({
    ok: true,
    value: undefined,
  });
  await records.saveAccount(account, figures, 'paper', 3);

  const rows = await rowsOf('ibkr_account_info');
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    net_liquidation: '123456789012.12345678',
    settled_cash: null,
    practice: false,
    account_number: 'DU7418203',
    options_level: 3,
    options_level_source: 'trader',
    day_trades_unlimited: true,
    pdt_status: 'not-applicable',
    details: { cushion: '0.994598' },
  });
});

test('day trades are stored as the broker tells what is left of them', async () => {
  const stored = async (dayTradesLeft: AccountFigures['dayTradesLeft']) => {
    await records.saveAccount(anAccount(), someFigures({ dayTradesLeft }), 'paper', null);
    const [row] = await rowsOf('ibkr_account_info');
    return [row?.day_trades_left, row?.day_trades_unlimited, row?.pdt_status, row?.day_trade_count];
  };
  expect(await stored(2)).toEqual([2, false, 'not-flagged', null]);
  expect(await stored(0)).toEqual([0, false, 'restricted', null]);
  expect(await stored(null)).toEqual([null, null, null, null]);
  expect(await rowsOf('ibkr_account_info')).toMatchObject([
    { options_level: null, options_level_source: null },
  ]);
});

test('a position no longer listed is marked closed, never deleted, and opens again when listed', async () => {
  const position = aPosition();
  const closedAt = async () =>
    (await rowsOf('ibkr_positions')).map((row) => row.closed_at === null);

  await records.savePositions(paperAccountId, [position], 'paper', openMarketAt);
  expect(await closedAt()).toEqual([true]);
  await records.savePositions(paperAccountId, [], 'paper', openMarketAt);
  expect(await closedAt()).toEqual([false]);
  await records.savePositions(paperAccountId, [position], 'paper', openMarketAt);
  expect(await closedAt()).toEqual([true]);
});

test("an order's row goes from intent to fill, and a late outcome does not take it back", async () => {
  const place = { environment: 'paper', at: openMarketAt } as const;
  const draft = aDraft();
  const shown = { sentence: 'You pay 250.00 now.', checks: [], preview: aPreview() };
  await records.saveOrder({ ...place, draft, order: null, outcome: null, shown });
  const filled = aBrokerOrder({ status: 'filled', brokerStatus: 'Filled', filledQuantity: 1 });
  await records.saveOrder({ ...place, draft: null, order: filled, outcome: null });
  await records.saveOrder({
    ...place,
    draft,
    order: null,
    outcome: { kind: 'accepted', brokerOrderId: filled.brokerOrderId },
  });

  expect(await rowsOf('ibkr_orders')).toMatchObject([
    {
      client_order_id: 'sd-0001',
      broker_order_id: '1370093239',
      status: 'filled',
      sentence: 'You pay 250.00 now.',
      limit_price: '2.5',
      actor: 'trader',
    },
  ]);
});

test('an order placed elsewhere gets one row of its own', async () => {
  const order = aBrokerOrder({ clientOrderId: null, brokerOrderId: brokerOrderIdOf('9') });
  const record = { environment: 'paper', at: openMarketAt, draft: null, outcome: null } as const;
  await records.saveOrder({ ...record, order });
  await records.saveOrder({ ...record, order: { ...order, status: 'canceled' } });
  const rows = (await rowsOf('ibkr_orders')).filter((row) => row.actor === 'elsewhere');
  expect(rows).toMatchObject([{ broker_order_id: '9', status: 'canceled' }]);
});

test('a reading of positions that did not come marks them, and the next one clears the mark', async () => {
  const stale = async () => (await rowsOf('ibkr_positions')).map((row) => row.stale);
  await records.savePositions(paperAccountId, [aPosition()], 'paper', openMarketAt);
  await records.markPositionsStale(paperAccountId, 'paper');
  expect(await stale()).toEqual([true]);
  await records.savePositions(paperAccountId, [aPosition()], 'paper', openMarketAt);
  expect(await stale()).toEqual([false]);
});

test('a fill has the terms of the order it fills, and the order the commission of its fills', async () => {
  await records.saveExecutions([anExecution({ commission: null })], 'paper');
  const commission = async () =>
    (await rowsOf('ibkr_orders')).find((row) => row.client_order_id === 'sd-0001')?.commission;
  expect(await rowsOf('ibkr_executions')).toMatchObject([
    { right: 'call', strike: '195', expiry: '2027-01-15', multiplier: 100, currency: 'USD' },
  ]);
  expect(await commission()).toBeNull();

  const second = anExecution({ executionId: executionIdOf('0000e0d5.6744f00b.01.01') });
  await records.saveExecutions([anExecution(), second], 'paper');
  expect(await commission()).toBe('2.1');
  const corrected = anExecution({
    executionId: executionIdOf('0000e0d5.6744f00b.01.02'),
    commission: new Big('0.65'),
  });
  await records.saveExecutions([corrected], 'paper');
  expect(await commission()).toBe('1.7');
  await user.client.from('ibkr_executions').delete().eq('environment', 'paper');
});

test('a fill is stored once, however often it is told', async () => {
  expect(await records.saveExecutions([anExecution()], 'paper')).toEqual({ ok: true, value: 1 });
  const again = [anExecution(), anExecution({ executionId: executionIdOf('x.02') })];
  expect(await records.saveExecutions(again, 'paper')).toEqual({ ok: true, value: 1 });
  const loaded = await records.loadExecutions(paperAccountId, 10);
  expect(loaded.ok && loaded.value.map((row) => row.price.toFixed(2))).toEqual(['2.50', '2.50']);
});

test('a login is one row that ends as it ended, counts its tickles and tells the server', async () => {
  const session = aGatewaySession();
  const login = {
    session,
    loggedInAt: openMarketAt,
    environment: 'practice',
    accountId: paperAccountId,
    end: null,
    at: openMarketAt,
  } as const;
  const ask = (lamp: 'good' | 'waiting' | 'down') => ({
    ...login,
    session: {
      ...session,
      isReady: false,
      lamps: { ...session.lamps, brokerage: { ...session.lamps.brokerage, state: lamp } },
    },
    tickles: 0,
  });
  const statusAt = async (lamp: 'good' | 'waiting' | 'down') => {
    await records.saveSession(ask(lamp));
    return (await rowsOf('ibkr_session_tracking'))[0]?.['status'];
  };
  expect([await statusAt('waiting'), await statusAt('good'), await statusAt('down')]).toEqual([
    'starting',
    'starting',
    'impaired',
  ]);
  const first = await records.saveSession({ ...login, tickles: 2 });
  expect(await records.saveSession({ ...login, tickles: 1 })).toEqual(first);
  const row = {
    status: 'ready',
    authenticated: true,
    account_id: paperAccountId,
    server_name: 'JifN0',
    server_version: 'Build 10.40',
    tickle_count: 3,
    last_tickle_at: '2026-11-19T15:00:00+00:00',
    ended_at: null,
  };
  expect(await rowsOf('ibkr_session_tracking')).toMatchObject([row]);

  const ended = async (end: 'disconnected' | 'not-logged-in' | 'logged-out' | 'expired') => {
    await records.saveSession({ ...login, tickles: 0, end });
    const [{ status, authenticated, ended_at, end_reason } = {}] =
      await rowsOf('ibkr_session_tracking');
    expect(authenticated).toBe(false);
    expect(ended_at).toBe('2026-11-19T15:00:00+00:00');
    return `${status} ${end_reason}`;
  };
  expect(await ended('disconnected')).toBe('ended disconnected');
  expect(await ended('expired')).toBe('ended disconnected');
  await records.saveSession({ ...login, tickles: 0 });
  expect(await rowsOf('ibkr_session_tracking')).toMatchObject([row]);
  expect(await ended('not-logged-in')).toBe('ended not-logged-in');
  expect(await ended('logged-out')).toBe('ended logged-out');
  await records.saveSession({ ...login, tickles: 0 });
  expect(await ended('expired')).toBe('expired expired');
});

test('a login whose end nobody saw ended before the next one began', async () => {
  const login = {
    session: aGatewaySession(),
    environment: 'paper',
    accountId: null,
    end: null,
    at: openMarketAt,
    tickles: 0,
  } as const;
  await records.saveSession({ ...login, loggedInAt: instantOf(openMarketAt - 60_000) });
  await records.saveSession({ ...login, loggedInAt: openMarketAt });
  const rows = (await rowsOf('ibkr_session_tracking')).filter((row) => row.environment === 'paper');
  expect(rows).toMatchObject([
    { status: 'ended', end_reason: 'replaced', ended_at: expect.any(String) },
    { status: 'ready', end_reason: null, ended_at: null },
  ]);
});

test('a decision and an acknowledgment are each one row', async () => {
  await records.saveCompliance({
    clientOrderId: clientOrderIdOf('sd-0001'),
    accountId: paperAccountId,
    environment: 'practice',
    checks: [{ verdict: 'warn', code: 'TICK_UNKNOWN', facts: { price: '2.50' } }],
    inputs: { draft: { limitPrice: new Big('2.50') } },
    ruleSet: '2026-11-21',
    isAllowed: true,
    at: openMarketAt,
  });
  const acknowledgment = {
    documentId: 'risks-of-options',
    version: '1',
    title: 'Risks of options',
    accountId: paperAccountId,
    textHash: 'a'.repeat(64),
    environment: 'practice',
    acknowledgedAt: openMarketAt,
  } as const;
  await records.saveAcknowledgment(acknowledgment);
  await records.saveAcknowledgment(acknowledgment);

  expect(await rowsOf('trading_compliance_log')).toMatchObject([
    { outcome: 'warn', practice: true, inputs: { draft: { limitPrice: '2.5' } } },
  ]);
  expect(await records.loadAcknowledgments('practice')).toEqual({
    ok: true,
    value: [acknowledgment],
  });
});

test('an audit entry delivered twice is stored once and can be found by what it is about', async () => {
  const sink = auditSink(user.client);
  const entry = {
    writerId: crypto.randomUUID(),
    sequence: 1,
    kind: 'order.sent',
    at: openMarketAt,
    environment: 'practice',
    accountId: paperAccountId,
    clientOrderId: clientOrderIdOf('sd-0001'),
    sessionId: crypto.randomUUID(),
    summary: 'Sent 100% of the order, once.',
    detail: { draft: { quantity: 1 } },
  } as const;
  await sink.insert([entry]);
  const outcome = { kind: 'accepted', brokerOrderId: '1370093239' };
  await sink.insert([
    entry,
    { ...entry, sequence: 2, kind: 'session.login', clientOrderId: null },
    { ...entry, sequence: 3, kind: 'order.accepted', detail: { outcome } },
    { ...entry, sequence: 4, kind: 'order.confirmed' },
  ]);
  const rows = (await rowsOf('ibkr_trading_activity_log')).toSorted(
    (a, b) => a.writer_seq - b.writer_seq,
  );
  expect(rows.map(({ actor, broker_order_id: id }) => [actor, id])).toEqual([
    ['desk', null],
    ['desk', null],
    ['broker', '1370093239'],
    ['trader', null],
  ]);
  expect(rows.every((row) => row.session_id === entry.sessionId)).toBe(true);

  const count = async (filter: object) => {
    const found = await sink.load({ limit: 10, ...filter });
    return found.ok ? found.value.length : found.error;
  };
  expect(await count({})).toBe(4);
  expect(await count({ kindPrefix: 'order.' })).toBe(3);
  expect(await count({ clientOrderId: entry.clientOrderId })).toBe(3);
  expect(await count({ text: '100%' })).toBe(4);
  expect(await count({ text: '1_0' })).toBe(0);
  expect(await count({ until: openMarketAt, from: openMarketAt })).toBe(4);
});
