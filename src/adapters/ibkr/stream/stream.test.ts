import { expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';
import { accountIdOf, brokerOrderIdOf } from '#domain/order.ts';
import type { HostFrame, HostStatus } from '#domain/host-facts.ts';
import type { StreamEvent } from '#services/ports/gateway-stream.ts';
import liveOrders from '#tests/fixtures/ibkr/live-orders.json' with { type: 'json' };
import trades from '#tests/fixtures/ibkr/trades.json' with { type: 'json' };
import { manualClock } from '#tests/manual-clock.ts';

import { createSessionMemory } from '../session-memory.ts';
import { createIbkrStream } from './stream.ts';

/** The far end of a socket, in the hands of the test. */
class FakeSocket extends EventTarget {
  binaryType = 'blob';
  readonly sent: string[] = [];
  isClosed = false;

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.isClosed = true;
  }

  /** Frames arrive as bytes, as the real gateway sends them. */
  says(body: unknown): void {
    const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
    this.dispatchEvent(new MessageEvent('message', { data: bytes.buffer }));
  }

  drops(): void {
    this.dispatchEvent(new Event('close'));
  }
}

function aStream() {
  const sockets: FakeSocket[] = [];
  const opened: unknown[] = [];
  const clock = manualClock();
  const memory = createSessionMemory();
  const stream = createIbkrStream({
    createSocket: (path, protocols) => {
      const socket = new FakeSocket();
      sockets.push(socket);
      opened.push([path, ...protocols]);
      return socket as unknown as WebSocket;
    },
    token: () => 'abc',
    clock,
    memory,
  });
  const events: StreamEvent[] = [];
  const stop = stream.subscribe((event) => events.push(event));
  const socket = () => sockets.at(-1) ?? new FakeSocket();
  const of = <K extends StreamEvent['kind']>(kind: K) =>
    events.filter((event): event is Extract<StreamEvent, { kind: K }> => event.kind === kind);
  return { stream, sockets, opened, socket, clock, memory, events, of, stop };
}

const hello = { topic: 'system', success: 'papertrader', isFT: false, isPaper: true };
const beat = { topic: 'system', hb: 1795100592000 };
const aapl = conidOf(265598);
const call = conidOf(700001);

test('the socket is opened with the token, asks for bytes, and is open once the broker has spoken', () => {
  const { opened, socket, of } = aStream();
  expect(opened).toEqual([['/gateway/ws', 'strikedesk', 'token.abc']]);
  expect(socket().binaryType).toBe('arraybuffer');
  socket().says(hello);
  socket().says(beat);
  expect(of('socket').map((event) => event.state)).toEqual(['waiting', 'open']);
  expect(of('heartbeat')).toEqual([{ kind: 'heartbeat', at: 1795100592000 }]);
});

test('nothing is sent before the broker has spoken, since it would be lost', async () => {
  const { stream, socket, clock } = aStream();
  stream.watchQuotes([aapl]);
  stream.watchAccount();
  await clock.advance(1_000);
  expect(socket().sent).toEqual([]);
  socket().says(hello);
  expect(socket().sent.map((text) => text.slice(0, 10))).toEqual([
    'smd+265598',
    'sor+{"real',
    'str+{"real',
    'spl+{}',
  ]);
});

test('the host’s word that the broker’s end is open is enough', () => {
  const { stream, socket, of } = aStream();
  stream.watchAccount();
  socket().says({ topic: 'host', status: statusOf('open') });
  expect(of('socket').at(-1)?.state).toBe('open');
  expect(socket().sent).toContain('sor+{"realtimeUpdatesOnly":true}');
});

test('two askers share a line, and it ends with the last of them', async () => {
  const { stream, socket, clock } = aStream();
  socket().says(hello);
  const first = stream.watchQuotes([aapl, call]);
  const second = stream.watchQuotes([call, call]);
  await clock.advance(50);
  expect(socket().sent.map((text) => text.split('+')[1])).toEqual(['265598', '700001']);
  expect(socket().sent[0]).toContain('"fields":["31","84","86"');
  first();
  first();
  await clock.advance(50);
  expect(socket().sent.slice(2)).toEqual(['umd+265598+{}']);
  second();
  await clock.advance(50);
  expect(socket().sent.slice(3)).toEqual(['umd+700001+{}']);
});

test('scrolling away and back within a moment tells the gateway nothing', async () => {
  const { stream, socket, clock } = aStream();
  socket().says(hello);
  const stop = stream.watchQuotes([aapl]);
  await clock.advance(50);
  stop();
  stream.watchQuotes([aapl]);
  await clock.advance(50);
  expect(socket().sent).toHaveLength(1);
});

test('watched quotes are asked again before the server lets them end', async () => {
  const { stream, socket, clock } = aStream();
  stream.watchQuotes([aapl]);
  socket().says(hello);
  for (let minute = 0; minute < 12 * 6; minute += 1) {
    socket().says(beat);
    await clock.advance(10_000);
  }
  expect(socket().sent.filter((text) => text.startsWith('smd+'))).toHaveLength(2);
});

test('a quote frame brings only what changed', () => {
  const { socket, of } = aStream();
  socket().says({ topic: 'smd+700001', conid: 700001, '84': '2.45', _updated: 1795100592000 });
  socket().says({ topic: 'smd+265598', conidEx: '265598@SMART', '31': 'C231.41' });
  socket().says({ topic: 'smd+265598', conid: 265598 });
  expect(of('quote')).toMatchObject([
    { conid: 700001, changed: { updatedAt: 1795100592000 } },
    { conid: 265598, changed: { isLastClose: true } },
  ]);
  expect(Object.keys(of('quote')[0]?.changed ?? {}).toSorted()).toEqual(['bid', 'updatedAt']);
});

test('order rows are put together: the first whole, later ones by what changed', () => {
  const { socket, of } = aStream();
  socket().says({ topic: 'sor', args: liveOrders.orders });
  socket().says({
    topic: 'sor',
    args: [
      {
        acct: 'DU7418203',
        orderId: 1370093239,
        status: 'Filled',
        filledQuantity: 3,
        remainingQuantity: 0,
      },
    ],
  });
  const [first, second] = of('orders');
  expect(first?.updates).toHaveLength(3);
  expect(second?.updates[0]).toMatchObject({
    brokerOrderId: '1370093239',
    clientOrderId: 'sd-0001',
    status: 'filled',
    filledQuantity: 3,
    remainingQuantity: 0,
    totalQuantity: 3,
    side: 'buy',
  });
  expect(second?.updates[0]?.limitPrice?.toFixed(2)).toBe('2.50');
});

test('a row of an order never seen whole brings what it can', () => {
  const { socket, of, memory } = aStream();
  memory.orderTypes.set(brokerOrderIdOf('7'), 'stop');
  socket().says({
    topic: 'sor',
    args: [
      { orderId: 7, status: 'Submitted', filledQuantity: '1', avgPrice: '', auxPrice: '2.05' },
      { acct: 'x' },
    ],
  });
  const updates = of('orders')[0]?.updates ?? [];
  expect(updates).toHaveLength(1);
  expect(updates[0]).toMatchObject({ brokerOrderId: '7', status: 'submitted', filledQuantity: 1 });
  expect(updates[0]?.stopPrice?.toFixed(2)).toBe('2.05');
  expect('limitPrice' in (updates[0] ?? {}) || 'averagePrice' in (updates[0] ?? {})).toBe(false);
});

test('fills arrive; one that cannot be read is left to the next reading of the list', () => {
  const { socket, of } = aStream();
  socket().says({ topic: 'str', args: [trades[0], { ...trades[1], price: '?' }] });
  expect(of('executions')).toMatchObject([
    { executions: [{ executionId: '0000e0d5.6744f00a.01.01', side: 'buy' }] },
  ]);
});

test('P&L is told whole though only changes arrive, and only of the selected account', () => {
  const { socket, of, memory } = aStream();
  memory.selectedAccount = accountIdOf('DU1');
  socket().says({ topic: 'spl', args: { 'DU1.Core': { dpl: -12.5, nl: 100000.1, upl: 3 } } });
  socket().says({ topic: 'spl', args: { 'DU2.Core': { dpl: 99 } } });
  socket().says({ topic: 'spl', args: { 'DU1.Core': { dpl: -11 } } });
  const told = of('pnl').map((event) => [
    event.dailyPnl?.toFixed(),
    event.unrealizedPnl?.toFixed(),
    event.netLiquidation?.toFixed(),
  ]);
  expect(told).toEqual([
    ['-12.5', '3', '100000.1'],
    ['-11', '3', '100000.1'],
  ]);
});

test('the session’s state comes in pieces', () => {
  const { socket, of } = aStream();
  for (const args of [
    { authenticated: false },
    { competing: true },
    { message: '' },
    { serverName: 'x' },
  ]) {
    socket().says({ topic: 'sts', args });
  }
  expect(of('session').map((event) => event.status)).toEqual([
    { isAuthenticated: false },
    { isCompeting: true },
  ]);
});

test('notifications and bulletins are notices', () => {
  const { socket, of } = aStream();
  socket().says({ topic: 'ntf', args: { id: '1', title: 'Order', text: 'Partly filled' } });
  socket().says({ topic: 'blt', args: [{ id: '2', message: 'CBOE is halted' }] });
  expect(of('notice')).toMatchObject([
    { title: 'Order', text: 'Partly filled' },
    { title: '', text: 'CBOE is halted' },
  ]);
});

test('a refusal for want of an account list is asked again, once', async () => {
  const { stream, socket, clock } = aStream();
  stream.watchAccount();
  socket().says(hello);
  socket().says({ error: 'No accounts', code: 500, topic: 'sor' });
  socket().says({ error: 'No accounts', code: 500, topic: 'str' });
  await clock.advance(2_000);
  expect(socket().sent.filter((text) => text.startsWith('sor+'))).toHaveLength(2);
});

test('a dropped line comes back ever more slowly, and everything is asked anew', async () => {
  const { stream, sockets, socket, clock, of } = aStream();
  stream.watchQuotes([aapl]);
  stream.watchAccount();
  socket().says(hello);
  socket().drops();
  await clock.advance(1_000);
  expect(sockets).toHaveLength(2);
  socket().drops();
  await clock.advance(1_999);
  expect(sockets).toHaveLength(2);
  await clock.advance(1);
  expect(sockets).toHaveLength(3);
  socket().says(hello);
  expect(socket().sent).toHaveLength(4);
  expect(of('socket').map((event) => event.state)).toEqual([
    'waiting',
    'open',
    'closed',
    'waiting',
    'closed',
    'waiting',
    'open',
  ]);
});

test('a line that stays open to nobody is noticed after 30 s and made anew', async () => {
  const { sockets, socket, clock, of } = aStream();
  const zombie = socket();
  zombie.says(hello);
  await clock.advance(25_000);
  expect(of('socket').at(-1)?.state).toBe('open');
  await clock.advance(5_000);
  expect(of('socket').map((event) => event.state)).toEqual(['waiting', 'open', 'silent', 'closed']);
  expect(zombie.isClosed).toBe(true);
  await clock.advance(1_000);
  expect(sockets).toHaveLength(2);
  zombie.says(beat);
  expect(of('heartbeat')).toHaveLength(0);
});

test('while the host says that the broker’s end is down, the line to the host is kept', async () => {
  const { stream, sockets, socket, clock, of } = aStream();
  stream.watchAccount();
  socket().says(hello);
  socket().says({ topic: 'host', status: statusOf('closed') });
  expect(of('socket').at(-1)?.state).toBe('closed');
  await clock.advance(120_000);
  expect(sockets).toHaveLength(1);
  socket().says({ topic: 'host', status: statusOf('open') });
  expect(socket().sent.filter((text) => text.startsWith('sor+'))).toHaveLength(2);
});

test('the host’s own frames go to its listeners, and are no events of the stream', () => {
  const { stream, socket, of } = aStream();
  const heard: HostFrame[] = [];
  const stop = stream.hostFrames((frame) => heard.push(frame));
  const lease: HostFrame = { topic: 'host', lease: { leaderTabId: 'a', fence: 3 } };
  socket().says(lease);
  socket().says({ topic: 'host', nonsense: true });
  stop();
  socket().says(lease);
  expect(heard).toEqual([lease]);
  expect(of('socket').map((event) => event.state)).toEqual(['waiting']);
});

test('texts that are no JSON, and topics the desk does not show, break nothing', () => {
  const { socket, events } = aStream();
  const before = events.length;
  socket().says('ech+hb');
  socket().says('[1,2]');
  socket().says({ topic: 'sor', args: 'none' });
  socket().says({ topic: 'smd+x' });
  socket().says({ topic: 'act', args: { accounts: [] } });
  expect(events.slice(before).map((event) => event.kind)).toEqual(['socket']);
});

test('after stopping, the account topics are ended and the closed stream stays closed', async () => {
  const { stream, sockets, socket, clock } = aStream();
  const stop = stream.watchAccount();
  socket().says(hello);
  stop();
  stop();
  expect(socket().sent.slice(3)).toEqual(['uor+{}', 'utr', 'upl+{}']);
  stream.close();
  expect(socket().isClosed).toBe(true);
  socket().drops();
  await clock.advance(60_000);
  expect(sockets).toHaveLength(1);
});

function statusOf(state: HostStatus['socket']['state']): HostStatus {
  return {
    budget: { used: 0, limit: 10, waiting: 0, pausedMs: 0 },
    slots: { busy: 0, hung: 0, limit: 5, isWedged: false },
    socket: { state, ageMs: null },
    tabs: 1,
  };
}
