import { X509Certificate } from 'node:crypto';
import net from 'node:net';

import { afterEach, expect, test } from 'vitest';

import { aCertificate, aFakeGateway, sendJson, type Answer } from '#tests/fake-gateway.ts';

import { openWire, type GatewayWire } from './wire.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

const sayOk: Answer = (_asked, response) => sendJson(response, { ok: true });

function aWire(address: Partial<GatewayWire['address']> & { port: number }): GatewayWire {
  const wire = openWire({ host: '127.0.0.1', isTls: false, fingerprint: null, ...address });
  opened.push(() => wire.close());
  return wire;
}

async function aGateway(options: Parameters<typeof aFakeGateway>[0]) {
  const gateway = await aFakeGateway(options);
  opened.push(gateway.close);
  return gateway;
}

const get = { method: 'GET', target: '/v1/api/x', body: Buffer.alloc(0), isAlone: false };
const post = {
  method: 'POST',
  target: '/v1/api/y?z=1',
  body: Buffer.from('{"a":1}'),
  isAlone: true,
};

test('a request carries its own headers and nothing else', async () => {
  const gateway = await aGateway({ answer: sayOk });
  const wire = aWire({ port: gateway.port });
  expect(await wire.send(post).answer).toMatchObject({ ok: true, value: { status: 200 } });
  expect(gateway.asked).toEqual([
    {
      method: 'POST',
      url: '/v1/api/y?z=1',
      headers: {
        host: `127.0.0.1:${gateway.port}`,
        'user-agent': 'Strikedesk/0.1',
        accept: 'application/json',
        'content-type': 'application/json',
        'content-length': '7',
        connection: 'close',
      },
      body: '{"a":1}',
    },
  ]);
});

test('reads share a line, a lone request opens its own', async () => {
  const gateway = await aGateway({ answer: sayOk });
  const wire = aWire({ port: gateway.port });
  for (let call = 0; call < 3; call += 1) await wire.send(get).answer;
  expect(gateway.connections()).toBe(1);
  await wire.send(post).answer;
  expect(gateway.connections()).toBe(2);
});

test('the pinned certificate passes, another gets not a single byte', async () => {
  const certificate = await aCertificate();
  const gateway = await aGateway({ answer: sayOk, certificate });
  const fingerprint = new X509Certificate(certificate.cert).fingerprint256;
  const pinned = aWire({ port: gateway.port, isTls: true, fingerprint });
  expect(await pinned.send(post).answer).toMatchObject({ ok: true });
  expect(gateway.asked).toHaveLength(1);

  const other = new X509Certificate((await aCertificate()).cert).fingerprint256;
  const impostor = aWire({ port: gateway.port, isTls: true, fingerprint: other });
  for (const request of [get, post])
    expect(await impostor.send(request).answer).toMatchObject({
      ok: false,
      error: { kind: 'certificate', isUnsent: true },
    });
  expect(gateway.asked).toHaveLength(1);
});

test('where nothing listens it is certain that nothing was sent', async () => {
  const gateway = await aGateway({ answer: sayOk });
  await gateway.close();
  expect(await aWire({ port: gateway.port }).send(post).answer).toEqual({
    ok: false,
    error: {
      kind: 'unreachable',
      detail: `No program listens at 127.0.0.1:${gateway.port}.`,
      isUnsent: true,
    },
  });
});

test('a port that speaks no TLS gets no request', async () => {
  const gateway = await aGateway({ answer: sayOk });
  const wire = aWire({ port: gateway.port, isTls: true, fingerprint: 'AA' });
  expect(await wire.send(post).answer).toMatchObject({
    ok: false,
    error: { kind: 'unreachable', isUnsent: true },
  });
  expect(gateway.asked).toEqual([]);
});

test.each<[string, Answer]>([
  ['cut before the answer', (_asked, response) => response.socket?.destroy()],
  [
    'cut in the middle of the answer',
    (_asked, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"half":', () => response.socket?.destroy());
    },
  ],
  [
    'cut in the middle of a chunked answer',
    (_asked, response) => {
      response.write('{"half":', () => response.socket?.destroy());
    },
  ],
])('a line that is %s leaves open whether the request was done', async (_how, answer) => {
  const gateway = await aGateway({ answer });
  const result = await aWire({ port: gateway.port }).send(post).answer;
  expect(result).toMatchObject({ ok: false, error: { kind: 'broken', isUnsent: false } });
});

test('an answer without end is given up', async () => {
  const block = Buffer.alloc(1024 * 1024);
  const gateway = await aGateway({
    answer: (_asked, response) => {
      const more = () => {
        while (!response.destroyed && response.write(block));
        response.once('drain', more);
      };
      more();
    },
  });
  const result = await aWire({ port: gateway.port }).send(get).answer;
  expect(result).toMatchObject({ ok: false, error: { kind: 'too-large', isUnsent: false } });
});

test('a program that accepts and says nothing during the handshake is not waited for', async () => {
  const sockets: net.Socket[] = [];
  const silent = net.createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  opened.push(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const wire = openWire({ host: '127.0.0.1', port, isTls: true, fingerprint: 'AA' }, 100);
  opened.push(() => wire.close());
  expect(await wire.send(post).answer).toMatchObject({
    ok: false,
    error: { kind: 'unreachable', isUnsent: true },
  });
});

test('an abandoned call ends', async () => {
  const gateway = await aGateway({ answer: () => undefined });
  const wire = aWire({ port: gateway.port });
  const call = wire.send(get);
  call.abandon();
  expect(await call.answer).toMatchObject({ ok: false });
});
