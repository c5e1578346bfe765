import { expect, test, vi } from 'vitest';

import { watchHost } from './host-line.ts';

const refusal = (status: number, code: string) =>
  Response.json({ strikedesk: { code, detail: '', isUnsent: true } }, { status });

/** A host that answers in turn; an error is thrown as the network would. */
function hostAnswering(...answers: (Response | Error)[]) {
  return watchHost(async () => {
    const next = answers.shift();
    if (next === undefined || next instanceof Error) throw next ?? new TypeError('no answer left');
    return next;
  });
}

test('one missed call is nothing, two in a row mean the host is away, an answer brings it back', async () => {
  const line = hostAnswering(
    new TypeError('Failed to fetch'),
    new Response('{}'),
    new TypeError('Failed to fetch'),
    new TypeError('Failed to fetch'),
    new Response('{}'),
  );
  const states: string[] = [];
  for (let call = 0; call < 5; call += 1) {
    await line.fetch('/host/lease').catch(() => undefined);
    states.push(line.state.get());
  }
  expect(states).toEqual(['here', 'here', 'here', 'away', 'here']);
});

test('calls the page gave up by itself say nothing about the host', async () => {
  const aborted = new DOMException('timed out', 'TimeoutError');
  const line = watchHost(() => Promise.reject(aborted));
  await line.fetch('/a').catch(() => undefined);
  await line.fetch('/a').catch(() => undefined);
  expect(line.state.get()).toBe('here');
});

test('an old token means the host was restarted, and stays so until a reload', async () => {
  const line = hostAnswering(refusal(403, 'BAD_TOKEN'), new Response('{}'));
  const answer = await line.fetch('/host/lease');
  expect(line.state.get()).toBe('restarted');
  expect(await answer.json()).toMatchObject({ strikedesk: { code: 'BAD_TOKEN' } });
  await line.fetch('/host/lease');
  expect(line.state.get()).toBe('restarted');
});

test('a login that is missing at the broker is not the host’s trouble', async () => {
  const line = hostAnswering(
    new Response('Access Denied', { status: 401 }),
    refusal(403, 'LIVE_IS_READ_ONLY'),
    refusal(401, 'NOT_PAIRED'),
  );
  await line.fetch('/gateway/iserver/auth/status');
  await line.fetch('/gateway/iserver/auth/status');
  expect(line.state.get()).toBe('here');
  await line.fetch('/config.json');
  expect(line.state.get()).toBe('unpaired');
});

test('a host that keeps the line open and does not renew the lease is away after six seconds', async () => {
  vi.useFakeTimers();
  let answer: (response: Response) => void = () => undefined;
  const line = watchHost(() => new Promise((resolve) => (answer = resolve)));
  const waiting = line.fetch('/host/lease');
  void line.fetch('/gateway/iserver/accounts');
  vi.advanceTimersByTime(5_900);
  expect(line.state.get()).toBe('here');
  vi.advanceTimersByTime(200);
  expect(line.state.get()).toBe('away');
  vi.useRealTimers();
  const renewed = line.fetch('/host/lease');
  answer(new Response('{}'));
  await renewed;
  expect(line.state.get()).toBe('here');
  void waiting;
});
