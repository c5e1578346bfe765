import { expect, test, vi } from 'vitest';

import { instantOf } from '#domain/time.ts';

import { PracticeClock } from './practice-clock.ts';
import { PracticeSession, type SessionRules } from './practice-session.ts';

const MINUTE = 60_000;

function aSession(rules: Partial<SessionRules> = {}, startAt = Date.UTC(2026, 10, 19, 15)) {
  const clock = new PracticeClock(instantOf(startAt), 1);
  const session = new PracticeSession(clock, {
    startupMs: 1000,
    isEndless: false,
    isSelfTickled: false,
    ...rules,
  });
  session.login('someone');
  return { clock, session };
}

test('after init the session is there for a moment before its accounts are', () => {
  const { clock, session } = aSession();
  session.startBrokerage(false);
  expect(session.brokerage).toBe('starting');
  clock.advance(1001);
  session.sweep();
  expect(session.brokerage).toBe('ready');
});

test('six minutes without use end the brokerage session, not the login', () => {
  const { clock, session } = aSession({ startupMs: 0 });
  session.startBrokerage(false);
  clock.advance(5 * MINUTE);
  session.touch();
  clock.advance(5 * MINUTE);
  session.sweep();
  expect(session.brokerage).toBe('ready');
  clock.advance(2 * MINUTE);
  session.sweep();
  expect(session.brokerage).toBe('idle');
  expect(session.sso?.username).toBe('someone');
});

test('a gateway that tickles by itself never idles', () => {
  const { clock, session } = aSession({ startupMs: 0, isSelfTickled: true });
  session.startBrokerage(false);
  clock.advance(60 * MINUTE);
  session.sweep();
  expect(session.brokerage).toBe('ready');
});

test('a login ends at midnight in New York, and an endless one does not', () => {
  const evening = Date.UTC(2026, 10, 20, 4, 30);
  const { clock, session } = aSession({}, evening);
  clock.advance(29 * MINUTE);
  session.sweep();
  expect(session.sso).not.toBe(null);
  clock.advance(2 * MINUTE);
  session.sweep();
  expect(session.sso).toBe(null);

  const endless = aSession({ isEndless: true }, evening);
  endless.clock.advance(48 * 60 * MINUTE);
  endless.session.sweep();
  expect(endless.session.sso?.username).toBe('someone');
});

test('the countdown falls from ten minutes until a check restarts it', () => {
  const { clock, session } = aSession();
  clock.advance(4 * MINUTE);
  expect(Math.round(session.countdownMs() / 1000)).toBe(360);
  session.restartCountdown();
  expect(Math.round(session.countdownMs() / 1000)).toBe(600);
});

test('an emptied cookie jar looks logged out although the login lives', () => {
  const { session } = aSession({ startupMs: 0 });
  const heard = vi.fn<() => void>();
  session.subscribe(heard);
  session.forgetCookies();
  expect(session.sso).toBe(null);
  expect(session.brokerage).toBe('none');
  expect(heard).toHaveBeenCalledTimes(1);
});
