import { afterEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

import type { HostFrame } from '#domain/host-facts.ts';
import { aCertificate } from '#tests/fake-gateway.ts';
import { aHost, type TestHost } from '#tests/host-kit.ts';
import { aScriptedGateway } from '#tests/scripted-gateway.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

/** A gateway with a socket: remembers what it was told, and says what the test says, in binary. */
async function aStreamingGateway(
  greeting: readonly object[] = [{ topic: 'system', success: 'demo', isPaper: true }],
) {
  const heard: string[] = [];
  const sockets: WebSocket[] = [];
  const requests: Record<string, string | string[] | undefined>[] = [];
  const server = new WebSocketServer({ noServer: true });
  const gateway = await aScriptedGateway({
    certificate: await aCertificate(),
    onUpgrade: (request, socket, head) => {
      requests.push({ url: request.url, ...request.headers });
      server.handleUpgrade(request, socket, head, (line) => {
        sockets.push(line);
        line.on('message', (data: Buffer) => heard.push(data.toString()));
        for (const frame of greeting) line.send(Buffer.from(JSON.stringify(frame)));
      });
    },
  });
  opened.push(gateway.close, () => {
    for (const socket of sockets) socket.terminate();
  });
  const say = (frame: object) => {
    for (const socket of sockets) socket.send(Buffer.from(JSON.stringify(frame)));
  };
  return { gateway, heard, sockets, requests, say };
}

async function aDesk(): Promise<TestHost> {
  const desk = await aHost();
  opened.push(desk.close);
  return desk;
}

const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

async function connect(desk: TestHost, port: number): Promise<void> {
  await desk.ask('/host/connection', post({ kind: 'own', host: 'localhost', port, isTls: true }));
}

/** A tab's socket, as the page opens it. */
async function aTab(desk: TestHost, tabId: string) {
  const base = `localhost:${desk.host.port}`;
  const socket = new WebSocket(
    `ws://${base}/gateway/ws?tab=${tabId}`,
    ['strikedesk', `token.${desk.config.token}`],
    { headers: { cookie: desk.cookie, origin: `http://${base}` } },
  );
  const texts: string[] = [];
  socket.on('message', (data: Buffer, isBinary) =>
    texts.push(isBinary ? 'BINARY' : data.toString()),
  );
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  opened.push(() => socket.terminate());
  const frames = () => texts.map((text) => JSON.parse(text) as Record<string, unknown>);
  const host = () => frames().filter(({ topic }) => topic === 'host') as unknown as HostFrame[];
  return { socket, texts, frames, host, send: (text: string) => socket.send(text) };
}

test('the tab is told our name, not the token, and first hears how things stand', async () => {
  const desk = await aDesk();
  const tab = await aTab(desk, 'a');
  expect(tab.socket.protocol).toBe('strikedesk');
  await vi.waitFor(() => expect(tab.frames()).toHaveLength(3));
  expect(tab.frames()).toEqual([
    { topic: 'host', connection: { target: null, fingerprint: null } },
    { topic: 'host', lease: { leaderTabId: null, fence: expect.any(Number) } },
    {
      topic: 'host',
      status: expect.objectContaining({ socket: { state: 'closed', ageMs: null }, tabs: 1 }),
    },
  ]);
});

test('all tabs share one socket to the gateway; binary frames arrive as text', async () => {
  const { gateway, sockets, requests, say } = await aStreamingGateway();
  const desk = await aDesk();
  await connect(desk, gateway.port);
  const [one, two] = [await aTab(desk, 'a'), await aTab(desk, 'b')];
  await vi.waitFor(() => expect(one.texts.join()).toContain('"success":"demo"'));
  say({ topic: 'sts', args: { authenticated: true } });
  for (const tab of [one, two])
    await vi.waitFor(() =>
      expect(tab.texts).toContain('{"topic":"sts","args":{"authenticated":true}}'),
    );
  expect(sockets).toHaveLength(1);
  expect(requests[0]).toMatchObject({ url: '/v1/api/ws', 'user-agent': 'Strikedesk/0.1' });
  for (const name of ['origin', 'cookie', 'sec-websocket-protocol'])
    expect(requests[0]).not.toHaveProperty(name);
});

test('what tabs ask for is merged, quotes go to those who asked, and late ones get the last quote', async () => {
  const { gateway, heard, say } = await aStreamingGateway();
  const desk = await aDesk();
  await connect(desk, gateway.port);
  const [one, two] = [await aTab(desk, 'a'), await aTab(desk, 'b')];
  one.send('smd+1+{"fields":["31"]}');
  await vi.waitFor(() => expect(heard).toContain('smd+1+{"fields":["31"]}'));
  say({ topic: 'smd+1', conid: 1, '31': '10' });
  say({ topic: 'smd+1', conid: 1, '31': '11' });
  const quote = { topic: 'smd+1', conid: 1, '31': '11' };
  await vi.waitFor(() => expect(one.frames()).toContainEqual(quote));
  expect(two.texts.join()).not.toContain('smd+1');
  two.send('smd+1+{"fields":["84"]}');
  await vi.waitFor(() => expect(two.frames()).toContainEqual(quote));
  await vi.waitFor(() => expect(heard).toContain('smd+1+{"fields":["31","84"]}'));
  two.send('sbd+DU1+1');
  one.socket.close();
  two.socket.close();
  await vi.waitFor(() => expect(heard.at(-1)).toBe('umd+1+{}'));
  expect(heard.join()).not.toContain('sbd');
});

test('a tab that comes later still hears the introduction of the server', async () => {
  const { gateway, say } = await aStreamingGateway();
  const desk = await aDesk();
  await connect(desk, gateway.port);
  const one = await aTab(desk, 'a');
  await vi.waitFor(() => expect(one.texts.join()).toContain('"success":"demo"'));
  say({ topic: 'sts', args: { authenticated: true } });
  say({ topic: 'sts', args: { competing: false } });
  await vi.waitFor(() => expect(one.texts.join()).toContain('competing'));
  const two = await aTab(desk, 'b');
  await vi.waitFor(() =>
    expect(two.texts).toContain('{"topic":"sts","args":{"authenticated":true,"competing":false}}'),
  );
  expect(two.texts.join()).toContain('"success":"demo"');
});

test('the state of the socket is told at once, and a lost line is opened and asked again', async () => {
  const { gateway, heard, sockets } = await aStreamingGateway();
  const desk = await aDesk();
  await connect(desk, gateway.port);
  const tab = await aTab(desk, 'a');
  const states = () =>
    tab.host().flatMap((frame) => ('status' in frame ? [frame.status.socket.state] : []));
  await vi.waitFor(() => expect(states()).toContain('open'));
  tab.send('sor+{}');
  await vi.waitFor(() => expect(heard).toEqual(['sor+{}']));
  sockets[0]?.terminate();
  await vi.waitFor(() => expect(states()).toContain('closed'));
  await vi.waitFor(() => expect(heard).toEqual(['sor+{}', 'sor+{}']), { timeout: 5_000 });
});

test('pointing the desk elsewhere moves the socket along, and tells the tabs', async () => {
  const [first, second] = [await aStreamingGateway(), await aStreamingGateway()];
  const desk = await aDesk();
  await connect(desk, first.gateway.port);
  const tab = await aTab(desk, 'a');
  await vi.waitFor(() => expect(first.sockets).toHaveLength(1));
  await connect(desk, second.gateway.port);
  await vi.waitFor(() => expect(second.sockets).toHaveLength(1));
  await vi.waitFor(() => expect(first.sockets[0]?.readyState).toBe(WebSocket.CLOSED));
  const ports = tab
    .host()
    .flatMap((frame) => ('connection' in frame ? [frame.connection.target?.port] : []));
  expect(ports).toEqual([first.gateway.port, second.gateway.port]);
});

test('a tab whose socket closes loses the lease at once, and another can take it', async () => {
  const desk = await aDesk();
  const [one, two] = [await aTab(desk, 'a'), await aTab(desk, 'b')];
  const ask = async (tabId: string, wish: string) =>
    (await (await desk.ask('/host/lease', post({ tabId, wish }))).json()) as {
      isLeader: boolean;
      fence: number;
    };
  const first = await ask('a', 'renew');
  expect(first.isLeader).toBe(true);
  expect(await ask('b', 'renew')).toMatchObject({ isLeader: false, fence: 0 });
  one.socket.terminate();
  await vi.waitFor(() =>
    expect(two.host().at(-1)).toEqual({
      topic: 'host',
      lease: { leaderTabId: null, fence: first.fence },
    }),
  );
  const next = await ask('b', 'renew');
  expect([next.isLeader, next.fence]).toEqual([true, first.fence + 1]);
});

test('a message that is too long ends the tab, nonsense is ignored', async () => {
  const { gateway, heard } = await aStreamingGateway();
  const desk = await aDesk();
  await connect(desk, gateway.port);
  const tab = await aTab(desk, 'a');
  await vi.waitFor(() => expect(tab.texts.join()).toContain('demo'));
  tab.send('drop table orders');
  tab.socket.send(Buffer.from('sor+{}'));
  tab.send('str+{}');
  await vi.waitFor(() => expect(heard).toEqual(['str+{}']));
  const closed = new Promise((resolve) => tab.socket.once('close', resolve));
  tab.send('x'.repeat(70_000));
  expect(await closed).toBe(1009);
});

test('a tab that does not read is let go, others stay', async () => {
  const { gateway, say } = await aStreamingGateway();
  const desk = await aDesk();
  await connect(desk, gateway.port);
  const [deaf, other] = [await aTab(desk, 'deaf'), await aTab(desk, 'other')];
  await vi.waitFor(() => expect(other.texts.join()).toContain('demo'));
  deaf.socket.pause();
  const long = 'x'.repeat(60_000);
  await vi.waitFor(
    async () => {
      for (let frame = 0; frame < 100; frame += 1) say({ topic: 'ntf', args: { text: long } });
      expect(await (await desk.ask('/host/status')).json()).toMatchObject({ tabs: 1 });
    },
    { timeout: 20_000 },
  );
  say({ topic: 'sts', args: { authenticated: true } });
  await vi.waitFor(() => expect(other.texts.at(-1)).toContain('authenticated'), { timeout: 5_000 });
});

test('the desk stops although tabs are open', async () => {
  const desk = await aDesk();
  const tab = await aTab(desk, 'a');
  const closed = new Promise((resolve) => tab.socket.once('close', resolve));
  await desk.host.close();
  expect(await closed).toBe(1006);
});
