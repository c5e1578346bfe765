import { expect, test } from 'vitest';

import { checkText } from './checks/check-texts.ts';
import { plainWords } from './plain-words.ts';
import { questionMeaning } from './sending/question-meanings.ts';

test('the broker’s words lose their tags and keep their text', () => {
  expect(
    plainWords(
      '<h4>Confirm Mandatory Cap Price</h4>To avoid trading at a price that is not &quot;fair&quot;,<br/>IB may set a cap &amp; a limit.',
    ),
  ).toBe(
    'Confirm Mandatory Cap Price\nTo avoid trading at a price that is not "fair",\nIB may set a cap & a limit.',
  );
});

test('a script in the words is text, and a comparison is not a tag', () => {
  expect(plainWords('<script>alert(1)</script>price < 5 and > 3')).toBe(
    'alert(1)price < 5 and > 3',
  );
  expect(plainWords('&lt;b&gt; &#8364;5 &#x41; &unknown; &#0;')).toBe('<b> €5 A &unknown;');
});

test('a known question has its meaning, an unlisted one the general words', () => {
  expect(questionMeaning('o354').means).toContain('no market data');
  expect(questionMeaning('o9999').means).toContain('no explanation of its own');
  expect(questionMeaning('toString').means).toContain('no explanation of its own');
  expect(questionMeaning(undefined).forMoney).toContain('no order exists');
});

test('a check names its evidence with commas and signs', () => {
  expect(
    checkText('FUNDS_SHORT', { uses: '1000', available: '86105.3', currency: 'USD' }),
  ).toMatchObject({ name: 'Buying power', evidence: 'needs 1,000.00, has 86,105.30' });
  expect(checkText('CONTRACT_TRADES', { expiry: '2026-12-18', today: '2026-11-20' }).evidence).toBe(
    'trades until 18 Dec 26',
  );
  expect(
    checkText('CONTRACT_EXPIRED', { expiry: '2026-11-20', endsAt: Date.UTC(2026, 10, 20, 21) })
      .evidence,
  ).toBe('trading ended Fri 20 Nov 16:00 New York');
  expect(
    checkText('CONTRACT_EXPIRES_TODAY', {
      expiry: '2026-12-17',
      endsAt: Date.UTC(2026, 11, 17, 22),
      settlesAtOpen: true,
    }).evidence,
  ).toBe('trades until 17:00 New York, settles next open');
  expect(checkText('QUOTE_STALE', { bid: '1.2', ask: null, ageMs: 70_000 }).evidence).toBe(
    '1.20 × –, 70 s',
  );
  expect(checkText('QUANTITY_SENSIBLE', { quantity: 2, most: 5000 }).evidence).toBe(
    '2 of at most 5,000',
  );
});

test.each([
  ['NOT_SENT', { why: 'STALE_LEASE', detail: 'another tab' }, 'Host', 'another tab'],
  ['NOT_SENT', { why: 'UNREACHABLE', detail: 'ECONNREFUSED' }, 'Gateway', 'cannot be reached'],
  ['NOT_SENT', { why: 'HOST_AWAY' }, 'Host', 'did not answer'],
  ['NOT_TAKEN', { why: 'NOT_LOGGED_IN' }, 'Gateway', 'says you are not logged in'],
  ['NOT_TAKEN', { why: 'RATE_LIMITED', retryAfterMs: 3000 }, 'Gateway', 'wants a pause of 3 s'],
  ['NOT_TAKEN', { why: 'RATE_LIMITED', retryAfterMs: null }, 'Gateway', 'wants a pause'],
  ['NOT_TAKEN', { why: 'ACCESS_DENIED', detail: 'not here' }, 'Gateway', 'not here'],
])('%s with %o names who said no', (code, facts, name, evidence) => {
  const words = checkText(code, facts);
  expect(words).toMatchObject({ name, evidence });
  expect(words.advice).toContain('your money is as it was'.slice(5));
});

test.each([
  ['limit', 'at your price or better'],
  ['market', 'at whatever price that brings'],
  ['stop', 'past your trigger it goes to the market at once'],
  ['stop-limit', 'past your trigger and your limit, it does not fill'],
])('a closed market says what becomes of a %s order', (type, meaning) => {
  const opensAt = Date.UTC(2026, 10, 23, 14, 30);
  const words = checkText('MARKET_CLOSED', { opensAt, type });
  expect(words.evidence).toBe('opens Mon 23 Nov 09:30 New York');
  expect(words.advice).toContain(meaning);
});

test('prices of the last close are called so, and no market order goes out on them', () => {
  const words = checkText('QUOTE_NOT_LIVE', { bid: '1.2', ask: '1.3', availability: 'frozen' });
  expect(words.evidence).toBe('1.20 × 1.30, last close');
  expect(words.advice).toContain('Choose a limit');
});

test('a code nobody knows is shown as it is', () => {
  expect(checkText('SOMETHING_NEW', {})).toEqual({
    name: 'SOMETHING_NEW',
    evidence: '',
    advice: '',
  });
});
