import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { NumberCell, type NumberTruth } from './number-cell.tsx';

afterEach(cleanup);

test.each([
  [{ kind: 'live' }, '4.05'],
  [{ kind: 'stale', ageMs: 14_200 }, '14s4.05'],
  [{ kind: 'stale', ageMs: 250_000 }, '4m4.05'],
  [{ kind: 'delayed' }, 'D4.05'],
  [{ kind: 'close' }, 'C4.05'],
  [{ kind: 'computed', from: 'the mid price' }, 'ƒ4.05'],
] satisfies readonly (readonly [NumberTruth, string])[])(
  'a number that is %o carries its mark and keeps its digits',
  (truth, shown) => {
    const { container } = render(<NumberCell text="4.05" truth={truth} />);
    expect(container.textContent).toBe(shown);
  },
);

test('a missing number is a dash with a reason, never 0', () => {
  const { container } = render(<NumberCell text={null} reason="no trade today" />);
  expect(container.textContent).toBe('–no trade today');
  expect(container.querySelector('.num-none')?.getAttribute('title')).toBe('no trade today');
});
