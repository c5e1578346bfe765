import { expect, test } from 'vitest';

import { brokerTrouble } from './broker-trouble.ts';

test.each([
  [{ kind: 'rejected', reason: 'Missing price.' }, 'The broker said no: “Missing price”.'],
  [
    { kind: 'no-answer', detail: 'It answered with an error (HTTP 500: unknown).', status: 500 },
    'The broker answered with an error and no reason (HTTP 500).',
  ],
  [{ kind: 'no-answer', detail: 'slow' }, 'The broker did not answer in time.'],
  [
    { kind: 'refused', code: 'ACCESS_DENIED', detail: 'It let nothing through (HTTP 403).' },
    'The gateway, or the broker’s edge behind it, lets this computer through to nothing.',
  ],
  [
    { kind: 'refused', code: 'RATE_LIMITED', detail: 'Try again in 35 s.' },
    'The desk’s host did not pass it on: Try again in 35 s.',
  ],
] as const)('%o is told as what it is', (error, words) => {
  expect(brokerTrouble(error)).toBe(words);
});
