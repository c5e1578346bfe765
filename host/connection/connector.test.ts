import http from 'node:http';
import net from 'node:net';

import { afterEach, expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';
import type { ProbeReport } from '#domain/host-facts.ts';
import { aCertificate, aFakeGateway, sendJson, type Answer } from '#tests/fake-gateway.ts';
import { aFakeHostClock } from '#tests/fake-host-clock.ts';
import { aHost, aTemporaryFolder, type TestHost } from '#tests/host-kit.ts';
import { aScriptedGateway } from '#tests/scripted-gateway.ts';

import { GatewayRoom } from '../gateway/gateway-room.ts';

import { addressFault, isLoopback } from './address-check.ts';
import { Connector } from './connector.ts';
import { Pins } from './pins.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

async function aDesk(options: Parameters<typeof aHost>[0] = {}): Promise<TestHost> {
  const desk = await aHost(options);
  opened.push(desk.close);
  return desk;
}

async function aGateway(options: Parameters<typeof aScriptedGateway>[0] = {}) {
  const gateway = await aScriptedGateway(options);
  opened.push(gateway.close);
  return gateway;
}

async function aServer(answer: Answer, isTls = false): Promise<number> {
  const server = await aFakeGateway({ answer, certificate: isTls ? await aCertificate() : null });
  opened.push(server.close);
  return server.port;
}

/** A port that accepts and does with each connection as told. */
async function aRawPort(serve: (socket: net.Socket) => void): Promise<number> {
  const sockets: net.Socket[] = [];
  const server = net.createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Target {
  readonly kind: 'practice' | 'own';
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  readonly acceptFingerprint?: string;
}

const local = (port: number, more: Partial<Target> = {}): Target => ({
  kind: 'own',
  host: '127.0.0.1',
  port,
  isTls: false,
  ...more,
});

async function post(desk: TestHost, path: string, target: object): Promise<ProbeReport> {
  const answer = await desk.ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(target),
  });
  return JSON.parse(await answer.text());
}

const look = (desk: TestHost, target: Target) => post(desk, '/host/connection/probe', target);
const connect = (desk: TestHost, target: Target) => post(desk, '/host/connection', target);

/** The checks in short: "port pass ANSWERS". Links that were not reached are left out. */
const short = ({ checks }: ProbeReport): string[] =>
  checks.flatMap(({ step, verdict, code }) =>
    code === null ? [] : [`${step} ${verdict} ${code}`],
  );

const lastOf = (report: ProbeReport): string | undefined => short(report).at(-1);

test('each link of a good chain is told, with the time it took', async () => {
  const desk = await aDesk();
  const gateway = await aGateway({ certificate: await aCertificate() });
  const report = await look(desk, local(gateway.port, { isTls: true }));
  expect(short(report)).toEqual([
    'port pass ANSWERS',
    'scheme pass ANSWERS',
    'certificate pass CERTIFICATE_FIRST_SEEN',
    'gateway pass GATEWAY_FOUND',
    'login pass LOGGED_IN',
  ]);
  expect(report.isGateway).toBe(true);
  expect(report.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  expect(report.checks.every(({ elapsedMs }) => elapsedMs !== null && elapsedMs >= 0)).toBe(true);
});

test('looking connects nothing and keeps nothing', async () => {
  const desk = await aDesk();
  const gateway = await aGateway({ certificate: await aCertificate() });
  await look(desk, local(gateway.port, { isTls: true }));
  const again = await look(desk, local(gateway.port, { isTls: true }));
  expect(short(again)).toContain('certificate pass CERTIFICATE_FIRST_SEEN');
  expect(await (await desk.ask('/host/connection')).json()).toEqual({
    target: null,
    fingerprint: null,
  });
});

test.each([7496, 7497, 4001, 4002])(
  'port %i is known as the socket port of TWS without connecting to it',
  async (port) => {
    const desk = await aDesk();
    expect(short(await look(desk, local(port)))).toEqual(['port fail TWS_SOCKET_PORT']);
  },
);

test.each([
  ['192.168.1.20', 'NOT_LOOPBACK'],
  ['gateway.example', 'NOT_LOOPBACK'],
  ['localhost.evil.example', 'NOT_LOOPBACK'],
  ['0.0.0.0', 'NOT_LOOPBACK'],
  ['https://localhost', 'BAD_ADDRESS'],
  ['localhost/v1', 'BAD_ADDRESS'],
  ['', 'BAD_ADDRESS'],
])('the host %s is %s', async (host, code) => {
  const desk = await aDesk();
  expect(short(await look(desk, local(5000, { host })))).toEqual([`port fail ${code}`]);
});

test.each([0, 65_536, 5000.5, -1])('port %d is no port', async (port) => {
  const desk = await aDesk();
  expect(short(await look(desk, local(port)))).toEqual(['port fail BAD_ADDRESS']);
});

test('the host named in the environment may be asked', () => {
  expect(addressFault({ host: 'nas.lan', port: 5000 }, 'nas.lan')).toBeNull();
  expect(addressFault({ host: 'nas2.lan', port: 5000 }, 'nas.lan')?.code).toBe('NOT_LOOPBACK');
  expect(
    ['localhost', '127.0.0.1', '127.9.9.9', '::1', '128.0.0.1', '::2'].map(isLoopback),
  ).toEqual([true, true, true, true, false, false]);
});

test('nothing listens', async () => {
  const desk = await aDesk();
  const gateway = await aGateway();
  await gateway.close();
  expect(short(await look(desk, local(gateway.port)))).toEqual(['port fail CONNECTION_REFUSED']);
});

test('AirPlay is known by its name, whatever scheme was asked for', async () => {
  const desk = await aDesk();
  const port = await aServer((_asked, response) => {
    response.writeHead(403, { server: 'AirTunes/715.2' }).end();
  });
  for (const isTls of [true, false])
    expect(lastOf(await look(desk, local(port, { isTls })))).toBe('scheme fail AIRPLAY_ON_PORT');
});

test('the wrong scheme is told in both directions', async () => {
  const desk = await aDesk();
  const plain = await aGateway();
  const tls = await aGateway({ certificate: await aCertificate() });
  expect(lastOf(await look(desk, local(plain.port, { isTls: true })))).toBe(
    'scheme fail TLS_ON_PLAIN_PORT',
  );
  expect(lastOf(await look(desk, local(tls.port, { isTls: false })))).toBe(
    'scheme fail PLAIN_HTTP_ON_TLS_PORT',
  );
});

test('a port that accepts and says nothing does not answer', async () => {
  const desk = await aDesk();
  const port = await aRawPort(() => undefined);
  expect(lastOf(await look(desk, local(port)))).toBe('scheme fail NO_ANSWER');
}, 20_000);

test('a program that speaks another language is no gateway', async () => {
  const desk = await aDesk();
  const port = await aRawPort((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
  for (const isTls of [true, false])
    expect(lastOf(await look(desk, local(port, { isTls })))).toBe('scheme fail NOT_A_GATEWAY');
});

test.each<[string, string, Answer]>([
  [
    'a web page',
    'gateway fail NOT_A_GATEWAY',
    (_asked, response) => {
      response.writeHead(200, { 'content-type': 'text/html', server: 'nginx' }).end('<html>');
    },
  ],
  [
    'a redirect to somewhere else',
    'gateway fail NOT_A_GATEWAY',
    (_asked, response) => {
      response.writeHead(302, { location: '/login' }).end();
    },
  ],
  [
    'the address filter of the gateway',
    'gateway fail ACCESS_DENIED',
    (_asked, response) => {
      response.writeHead(404).end('Access Denied');
    },
  ],
  [
    'the origin filter of the gateway',
    'gateway fail ORIGIN_REFUSED',
    (_asked, response) => {
      response.writeHead(403, 'CORS Rejected - Invalid origin').end();
    },
  ],
  [
    'JSON of something else',
    'gateway fail NOT_A_GATEWAY',
    (_asked, response) => sendJson(response, { hello: 'world' }),
  ],
  [
    'a line that is cut',
    'scheme fail NOT_A_GATEWAY',
    (_asked, response) => response.socket?.destroy(),
  ],
])('%s is told as %s', async (_what, expected, answer) => {
  const desk = await aDesk();
  const report = await look(desk, local(await aServer(answer)));
  expect(lastOf(report)).toBe(expected);
  expect(report.isGateway).toBe(false);
});

test.each<[string, string, Answer | object]>([
  ['no login', 'login waiting NOT_LOGGED_IN', (_asked, response) => response.writeHead(401).end()],
  [
    'a login without a brokerage session',
    'login waiting NOT_LOGGED_IN',
    { authenticated: false, connected: true, competing: false },
  ],
  [
    'a page instead of an answer',
    'login warn BROKER_ERROR',
    (_asked, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  ],
  [
    'a broker out of order',
    'login warn BROKER_ERROR',
    (_asked, response) => response.writeHead(503).end(),
  ],
  [
    'half an answer',
    'login warn BROKER_ERROR',
    (_asked, response) => response.writeHead(200).end('{"auth'),
  ],
])('a gateway with %s is a gateway all the same', async (_what, expected, answer) => {
  const desk = await aDesk();
  const gateway = await aGateway({ script: { 'GET /iserver/auth/status': answer } });
  const report = await look(desk, local(gateway.port));
  expect(short(report)).toContain('certificate warn NO_TLS');
  expect(lastOf(report)).toBe(expected);
  expect(report.isGateway).toBe(true);
});

test('a gateway whose upstream is silent is told after five seconds', async () => {
  const desk = await aDesk();
  const gateway = await aGateway({ script: { 'GET /iserver/auth/status': () => undefined } });
  expect(lastOf(await look(desk, local(gateway.port)))).toBe('login warn UPSTREAM_SILENT');
}, 20_000);

test('the stock certificate works, with a warning', async () => {
  const desk = await aDesk();
  const gateway = await aGateway({ certificate: await aCertificate('Client Portal Web API') });
  const target = local(gateway.port, { isTls: true });
  expect(short(await connect(desk, target))).toContain('certificate warn CERTIFICATE_STOCK');
  expect(short(await look(desk, target))).toContain('certificate warn CERTIFICATE_STOCK');
});

test('connecting keeps the certificate; another one is refused until the trader accepts just that one', async () => {
  const desk = await aDesk();
  const first = await aGateway({ certificate: await aCertificate() });
  const target = local(first.port, { isTls: true });
  const before = await connect(desk, target);
  expect(await (await desk.ask('/host/connection')).json()).toEqual({
    target: {
      ...target,
      isPractice: false,
      loginUrl: `https://127.0.0.1:${first.port}/`,
    },
    fingerprint: before.fingerprint,
  });
  expect(short(await look(desk, target))).toContain('certificate pass CERTIFICATE_PINNED');
  await first.close();
  const second = await aGateway({ certificate: await aCertificate(), port: first.port });
  const refused = await connect(desk, target);
  expect(lastOf(refused)).toBe('certificate fail CERTIFICATE_CHANGED');
  expect(refused.checks[2]?.facts).toMatchObject({ expectedFingerprint: before.fingerprint });
  expect(second.asked).toEqual([]);
  const wrong = { ...target, acceptFingerprint: `00${refused.fingerprint?.slice(2)}` };
  expect((await connect(desk, wrong)).isGateway).toBe(false);
  const accepted = { ...target, acceptFingerprint: refused.fingerprint ?? '' };
  expect((await connect(desk, accepted)).isGateway).toBe(true);
  expect(short(await look(desk, target))).toContain('certificate pass CERTIFICATE_PINNED');
});

test('a gateway that is not one does not become the target', async () => {
  const desk = await aDesk();
  const port = await aServer((_asked, response) => response.end('hello'));
  expect((await connect(desk, local(port))).isGateway).toBe(false);
  expect(await (await desk.ask('/host/connection')).json()).toMatchObject({ target: null });
});

test('a wrong body is refused', async () => {
  const desk = await aDesk();
  for (const body of [
    {},
    { kind: 'own' },
    { ...local(1), kind: 'other' },
    { ...local(1), port: '5000' },
  ])
    expect(await post(desk, '/host/connection', body)).toMatchObject({
      strikedesk: { code: 'BAD_REQUEST' },
    });
});

test('the practice gateway is known by its place and its certificate, and nobody gets it who asked for another', async () => {
  const certificate = await aCertificate();
  const gateway = await aGateway({ certificate });
  const { fingerprint } = await look(await aDesk(), local(gateway.port, { isTls: true }));
  const desk = await aDesk({
    startPractice: async () => ({
      host: 'localhost',
      port: gateway.port,
      loginUrl: `https://localhost:${gateway.port}/sso/Login`,
      fingerprint,
      isAlwaysOpen: true,
      now: () => instantOf(0),
      close: async () => undefined,
    }),
  });
  for (const target of [
    local(gateway.port, { isTls: true }),
    local(gateway.port, { host: 'localhost' }),
  ]) {
    expect(await connect(desk, target)).toMatchObject({
      isGateway: false,
      checks: [{ step: 'port', verdict: 'fail', code: 'PRACTICE_PORT' }, {}, {}, {}, {}],
    });
    expect(await (await desk.ask('/host/connection')).json()).toMatchObject({ target: null });
  }
  for (const target of [
    local(1, { kind: 'practice' }),
    local(gateway.port, { kind: 'practice', host: 'localhost' }),
  ]) {
    const report = await connect(desk, target);
    expect(short(report)).toContain('certificate pass CERTIFICATE_PINNED');
    expect(short(report)).toContain('gateway pass PRACTICE_GATEWAY_FOUND');
    expect(await (await desk.ask('/host/connection')).json()).toMatchObject({
      target: {
        kind: 'practice',
        isPractice: true,
        loginUrl: `https://localhost:${gateway.port}/sso/Login`,
      },
    });
  }
});

test('somebody else on the port of the practice gateway is not taken for it', async () => {
  const gateway = await aGateway({ certificate: await aCertificate() });
  const desk = await aDesk({
    startPractice: async () => ({
      host: 'localhost',
      port: gateway.port,
      loginUrl: '',
      fingerprint: 'AA:BB',
      isAlwaysOpen: true,
      now: () => instantOf(0),
      close: async () => undefined,
    }),
  });
  const report = await connect(desk, local(gateway.port, { kind: 'practice', isTls: true }));
  expect(lastOf(report)).toBe('certificate fail CERTIFICATE_CHANGED');
});

test('a request for practice without a practice gateway is an ordinary address', async () => {
  const desk = await aDesk();
  const gateway = await aGateway();
  const report = await connect(desk, local(gateway.port, { kind: 'practice' }));
  expect(report.target.kind).toBe('own');
  expect(await (await desk.ask('/host/connection')).json()).toMatchObject({
    target: { isPractice: false },
  });
});

test('after a restart the desk points where it pointed, as long as the same gateway is there', async () => {
  const gateway = await aGateway({ certificate: await aCertificate() });
  const first = await aDesk();
  await connect(first, local(gateway.port, { isTls: true }));
  await first.host.close();
  const folders = { data: `${first.folder}/data`, keys: `${first.folder}/keys` };
  const again = await aDesk({ folders });
  await expect
    .poll(async () => (await again.ask('/host/connection')).json())
    .toMatchObject({ target: { port: gateway.port, isPractice: false } });
  await again.ask('/host/connection', { method: 'DELETE' });
  await again.host.close();
  const third = await aDesk({ folders });
  expect(await (await third.ask('/host/connection')).json()).toMatchObject({ target: null });
});

test('a gateway that starts after the desk is found by itself', async () => {
  const folder = aTemporaryFolder();
  opened.push(folder.remove);
  const gateway = await aGateway();
  const parts = { practice: null, namedHost: 'localhost', dataDir: folder.path };
  const aConnector = () => {
    const clock = aFakeHostClock();
    const room = new GatewayRoom(clock);
    const connector = new Connector({ ...parts, room, pins: new Pins(folder.path), clock });
    opened.push(() => {
      connector.close();
      room.close();
    });
    return { clock, room, connector };
  };
  await aConnector().connector.connect(local(gateway.port), null);
  await gateway.close();

  const { clock, room, connector } = aConnector();
  await connector.reconnect();
  expect(room.target).toBeNull();
  await aGateway({ port: gateway.port });
  clock.advance(10_000);
  await expect.poll(() => room.target?.request.port).toBe(gateway.port);
});

test('the desk is no way to reach itself or other programs of this machine', async () => {
  const desk = await aDesk();
  const own = await connect(desk, local(desk.host.port));
  expect(own.isGateway).toBe(false);
  const other = http.createServer((_request, response) => response.end('secret'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  opened.push(() => other.close());
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(JSON.stringify(await connect(desk, local(port)))).not.toContain('secret');
});
