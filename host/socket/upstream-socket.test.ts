import { expect, test } from 'vitest';

import { aFakeHostClock } from '#tests/fake-host-clock.ts';

import { UpstreamSocket, type LineEvents } from './upstream-socket.ts';

/** An upstream socket whose gateway is played by hand. */
function anUpstream() {
  const clock = aFakeHostClock();
  const lines: (LineEvents & { readonly sent: string[]; isCut: boolean })[] = [];
  const log: string[] = [];
  const upstream: UpstreamSocket = new UpstreamSocket({
    clock,
    dial: (events) => {
      const line = { ...events, sent: [] as string[], isCut: false };
      lines.push(line);
      return {
        send: (text) => void line.sent.push(text),
        cut: () => {
          line.isCut = true;
        },
      };
    },
    onFrame: (text) => log.push(`frame ${text}`),
    onReady: () => {
      log.push('ready');
      upstream.send('smd+1+{}');
    },
    onState: () => log.push(upstream.facts().state),
  });
  const last = () => {
    const line = lines.at(-1);
    if (line === undefined) throw new Error('nobody dialled');
    return line;
  };
  const beat = () => last().onText('{"topic":"system","hb":1}');
  return { clock, upstream, lines, log, last, beat };
}

test('nothing is sent before the first frame, everything after it', () => {
  const { upstream, last, log, beat } = anUpstream();
  upstream.want(true);
  upstream.send('too early');
  expect(last().sent).toEqual([]);
  beat();
  expect(last().sent).toEqual(['smd+1+{}']);
  expect(log).toEqual(['connecting', 'open', 'frame {"topic":"system","hb":1}', 'ready']);
});

test('a line that opens and says nothing is silent after 25 seconds and is tried again', () => {
  const { upstream, lines, log, clock } = anUpstream();
  upstream.want(true);
  clock.advance(24_999);
  expect(upstream.facts().state).toBe('connecting');
  clock.advance(1);
  expect(upstream.facts().state).toBe('silent');
  expect(lines[0]?.isCut).toBe(true);
  clock.advance(1_000);
  expect(lines).toHaveLength(2);
  expect(log).toEqual(['connecting', 'silent', 'connecting']);
});

test('quotes without a heartbeat are silence too', () => {
  const { upstream, last, clock, beat } = anUpstream();
  upstream.want(true);
  beat();
  for (let second = 0; second < 25; second += 1) {
    clock.advance(999);
    last().onText('{"topic":"smd+1"}');
  }
  expect(upstream.facts().state).toBe('open');
  clock.advance(25);
  expect(upstream.facts().state).toBe('silent');
});

test('heartbeats keep the line, and the client gives its own sign of life every 45 seconds', () => {
  const { upstream, last, clock, beat, lines } = anUpstream();
  upstream.want(true);
  beat();
  for (let beats = 0; beats < 10; beats += 1) {
    clock.advance(10_000);
    beat();
  }
  expect(lines).toHaveLength(1);
  expect(last().sent.filter((text) => text === 'tic')).toHaveLength(2);
});

test('the wait between tries grows from one second to thirty, and starts anew after a line that held', () => {
  const { upstream, last, clock, lines, beat } = anUpstream();
  upstream.want(true);
  for (const wait of [1_000, 2_000, 5_000, 10_000, 30_000, 30_000]) {
    const before = lines.length;
    last().onClosed();
    clock.advance(wait - 1);
    expect(lines).toHaveLength(before);
    clock.advance(1);
    expect(lines).toHaveLength(before + 1);
  }
  beat();
  clock.advance(10_000);
  beat();
  clock.advance(10_000);
  beat();
  clock.advance(10_000);
  last().onClosed();
  const before = lines.length;
  clock.advance(1_000);
  expect(lines).toHaveLength(before + 1);
});

test('a line that keeps closing right after its first frame is not tried every second', () => {
  const { upstream, last, clock, lines, beat } = anUpstream();
  upstream.want(true);
  for (let tries = 0; tries < 4; tries += 1) {
    beat();
    last().onClosed();
    clock.advance(10_000);
  }
  expect(lines.length).toBeLessThan(6);
  expect(last()).toBe(lines.at(-1));
});

test('news of a login does not wait for the next try, and disturbs no line that speaks', () => {
  const { upstream, last, lines, clock, beat } = anUpstream();
  upstream.nudge();
  expect(lines).toHaveLength(0);
  upstream.want(true);
  last().onClosed();
  upstream.nudge();
  expect(lines).toHaveLength(2);
  clock.advance(1_000);
  expect(lines).toHaveLength(2);
  beat();
  upstream.nudge();
  expect(lines).toHaveLength(2);
});

test('a line dialed before the login stays silent, so the login dials anew', () => {
  const { upstream, lines, log } = anUpstream();
  upstream.want(true);
  upstream.nudge();
  expect(lines).toHaveLength(2);
  expect(lines[0]?.isCut).toBe(true);
  lines[0]?.onText('{"topic":"system"}');
  expect(log).toEqual(['connecting']);
});

test('frames and the end of an old line mean nothing any more', () => {
  const { upstream, lines, log, clock } = anUpstream();
  upstream.want(true);
  lines[0]?.onClosed();
  clock.advance(1_000);
  lines[0]?.onText('{"topic":"system"}');
  lines[0]?.onClosed();
  expect(lines).toHaveLength(2);
  expect(log).toEqual(['connecting', 'closed', 'connecting']);
});

test('a line that nobody wants any more is cut, and stays so', () => {
  const { upstream, lines, clock, beat } = anUpstream();
  upstream.want(true);
  beat();
  upstream.want(false);
  expect(lines[0]?.isCut).toBe(true);
  clock.advance(120_000);
  expect(lines).toHaveLength(1);
  expect(upstream.facts()).toEqual({ state: 'closed', ageMs: null });
});

test('words that are no JSON are passed on', () => {
  const { upstream, last, log, beat } = anUpstream();
  upstream.want(true);
  beat();
  last().onText('ech+hb');
  last().onText('{"half":');
  expect(log.slice(-2)).toEqual(['frame ech+hb', 'frame {"half":']);
});
