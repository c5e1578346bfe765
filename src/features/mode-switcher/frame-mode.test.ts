import { expect, test } from 'vitest';

import { deriveFrame, isChoiceProven } from './frame-mode.ts';

test('the frame shows what the broker proved, not what was chosen', () => {
  expect(deriveFrame('paper', 'paper')).toBe('ibkr-paper');
  expect(deriveFrame('practice', 'paper')).toBe('practice');
  expect(deriveFrame('live', 'live')).toBe('ibkr-live');
  expect(deriveFrame('paper', 'live')).toBe('ibkr-live');
  expect(deriveFrame('live', 'paper')).toBe('ibkr-paper');
});

test('before proof, or while the witnesses disagree, there is no colour', () => {
  expect(deriveFrame('live', 'unproven')).toBe('unproven');
  expect(deriveFrame('practice', 'unproven')).toBe('unproven');
  expect(deriveFrame('paper', 'disagree')).toBe('unproven');
  expect(deriveFrame(null, 'paper')).toBe('unproven');
});

test('a choice is proven only by its own proof', () => {
  expect(isChoiceProven('paper', 'paper')).toBe(true);
  expect(isChoiceProven('live', 'paper')).toBe(false);
  expect(isChoiceProven('paper', 'live')).toBe(false);
  expect(isChoiceProven('practice', 'disagree')).toBe(false);
});
