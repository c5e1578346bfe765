import { afterEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';

import { fenceHeader, laneHeader } from '#config/host-api.ts';
import { startPracticeGateway } from '#practice-gateway/practice-gateway.ts';
import { aHost, type TestHost } from '#tests/host-kit.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

const post = (body: object, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', [laneHeader]: 'session', ...headers },
  body: JSON.stringify(body),
});

/** A desk that points at a practice gateway somebody is logged in to. */
async function aPracticeDesk(): Promise<TestHost> {
  const desk = await aHost({
    startPractice: ({ port, dataDir }) =>
      startPracticeGateway({ port, dataDir, loggedIn: true, alwaysOpen: true, startupMs: 0 }),
  });
  opened.push(desk.close);
  await desk.ask(
    '/host/connection',
    post({ kind: 'practice', host: 'localhost', port: 1, isTls: true }),
  );
  return desk;
}

async function json(desk: TestHost, path: string, init?: RequestInit): Promise<unknown> {
  const answer = await desk.ask(path, init);
  const text = await answer.text();
  expect([path, answer.status, text]).toEqual([path, 200, text]);
  return JSON.parse(text);
}

test('through host and practice gateway: connect, prove paper, order, answer, fill, stream', async () => {
  const desk = await aPracticeDesk();
  expect(await json(desk, '/host/connection')).toMatchObject({ target: { isPractice: true } });
  const accounts = await json(desk, '/gateway/iserver/accounts');
  expect(accounts).toMatchObject({ isPaper: true });
  const { selectedAccount } = accounts as { selectedAccount: string };
  const found = (await json(desk, '/gateway/iserver/secdef/search?symbol=AAPL')) as {
    conid: string;
  }[];
  const conid = Number(found[0]?.conid);

  const base = `localhost:${desk.host.port}`;
  const socket = new WebSocket(
    `ws://${base}/gateway/ws?tab=t`,
    ['strikedesk', `token.${desk.config.token}`],
    {
      headers: { cookie: desk.cookie, origin: `http://${base}` },
    },
  );
  opened.push(() => socket.terminate());
  const texts: string[] = [];
  socket.on('message', (data: Buffer) => texts.push(data.toString()));
  await vi.waitFor(() => expect(texts.join()).toContain('"success"'), { timeout: 10_000 });
  socket.send(`smd+${conid}+{"fields":["31","84","86"]}`);
  socket.send('sor+{}');
  await vi.waitFor(() => expect(texts.join()).toContain(`"topic":"smd+${conid}"`), {
    timeout: 10_000,
  });

  const { fence } = (await json(desk, '/host/lease', post({ tabId: 't', wish: 'take' }))) as {
    fence: number;
  };
  const headers = { [fenceHeader]: String(fence) };
  const ticket = {
    acctId: selectedAccount,
    conid,
    orderType: 'MKT',
    side: 'BUY',
    tif: 'DAY',
    quantity: 1,
    cOID: 'story-1',
  };
  let answer = await json(
    desk,
    `/gateway/iserver/account/${selectedAccount}/orders`,
    post({ orders: [ticket] }, headers),
  );
  for (
    let round = 0;
    round < 5 && Array.isArray(answer) && 'message' in (answer[0] as object);
    round += 1
  ) {
    const { id } = answer[0] as { id: string };
    answer = await json(desk, `/gateway/iserver/reply/${id}`, post({ confirmed: true }, headers));
  }
  expect(answer).toMatchObject([{ order_id: expect.any(String) }]);
  await vi.waitFor(() => expect(texts.join()).toContain('story-1'), { timeout: 10_000 });
  await vi.waitFor(() => expect(texts.join()).toMatch(/"status":"Filled"/), { timeout: 10_000 });
  expect(await json(desk, '/host/status')).toMatchObject({
    slots: { hung: 0, isWedged: false },
    socket: { state: 'open' },
    tabs: 1,
  });
}, 60_000);
