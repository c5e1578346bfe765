import { expect, test } from 'vitest';

import { SilentEndpoints } from './silent-endpoints.ts';

test('a kind of call that stays silent is asked after 5 s, a minute, then every five', () => {
  const silent = new SilentEndpoints();
  silent.hung('portfolio/accounts', 0, 12_000);
  expect(silent.restMs('portfolio/accounts', 12_000)).toBe(5_000);
  silent.answered('iserver/auth/status', 14_000);
  silent.hung('portfolio/accounts', 17_000, 29_000);
  expect(silent.restMs('portfolio/accounts', 29_000)).toBe(60_000);
  silent.answered('iserver/auth/status', 31_000);
  silent.hung('portfolio/accounts', 89_000, 101_000);
  silent.answered('iserver/auth/status', 103_000);
  silent.hung('portfolio/accounts', 401_000, 413_000);
  expect(silent.restMs('portfolio/accounts', 413_000)).toBe(300_000);
});

test('a gateway that answers nothing at all leaves no kind of call out for long', () => {
  const silent = new SilentEndpoints();
  silent.answered('tickle', 0);
  silent.hung('iserver/account/orders', 0, 12_000);
  silent.hung('iserver/account/orders', 17_000, 29_000);
  silent.hung('iserver/account/orders', 34_000, 46_000);
  expect(silent.restMs('iserver/account/orders', 46_000)).toBe(5_000);
});

test('calls that hung together count once, an answer ends it, and other kinds are not touched', () => {
  const silent = new SilentEndpoints();
  silent.hung('iserver/marketdata/snapshot', 0, 12_000);
  silent.hung('iserver/marketdata/snapshot', 500, 12_500);
  expect(silent.restMs('iserver/marketdata/snapshot', 12_500)).toBe(5_000);
  expect(silent.restMs('iserver/secdef/info', 12_500)).toBe(0);
  silent.answered('iserver/marketdata/snapshot', 12_501);
  expect(silent.restMs('iserver/marketdata/snapshot', 12_501)).toBe(0);
});

test('what tells that the gateway works again is never left out', () => {
  const silent = new SilentEndpoints();
  for (const pattern of ['iserver/auth/status', 'tickle', 'sso/validate', 'iserver/accounts']) {
    silent.hung(pattern, 0, 12_000);
    expect(silent.restMs(pattern, 12_000)).toBe(0);
  }
});
