import { expect, test } from 'vitest';

import { denialSentence } from './denial-sentence.ts';

test.each([
  ['REVIEW_OUTDATED', {}, 'Not sent: the review was older than two minutes. (REVIEW_OUTDATED)'],
  [
    'NOT_TAKEN',
    { why: 'NOT_LOGGED_IN' },
    'The gateway did not take the order, none exists. It says that nobody is logged in. (NOT_TAKEN, NOT_LOGGED_IN)',
  ],
  [
    'ANSWER_NOT_SENT',
    { why: 'STALE_LEASE', detail: 'Another tab took the desk over meanwhile.' },
    'The answer to the broker was not sent, no order exists. Another tab took the desk over meanwhile. (ANSWER_NOT_SENT, STALE_LEASE)',
  ],
  ['PRICE_OFF_TICK', {}, 'Not sent: stopped by a check, price off tick (PRICE_OFF_TICK).'],
])('%s is a sentence first, with its code behind it', (code, facts, words) => {
  expect(denialSentence({ verdict: 'block', code, facts })).toBe(words);
});
