import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { err, ok } from '#lib/result.ts';
import { readySession } from '#tests/fakes/fake-account.ts';
import { fakeDesk } from '#tests/fakes/fake-desk.ts';
import { fakeAapl } from '#tests/fakes/fake-market.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import { useUnderlyings } from './chain.ts';
import { useRetryWhenReady } from './session.ts';

function Found() {
  useRetryWhenReady();
  const { data, error } = useUnderlyings('AAPL');
  if (error !== null) return <p>failed</p>;
  return <p>{data?.length ?? 0} found</p>;
}

test('what failed without a session is asked again once there is one', async () => {
  let isLoggedIn = false;
  const fake = fakeDesk({
    override: {
      market: {
        search: async () =>
          isLoggedIn ? ok([{ contract: fakeAapl, months: [] }]) : err({ kind: 'unauthenticated' }),
      },
    },
  });
  fake.pens.session.set({ ...readySession, isReady: false });
  renderWithDesk(<Found />, fake);
  expect(await screen.findByText('failed')).toBeDefined();
  isLoggedIn = true;
  act(() => fake.pens.session.set(readySession));
  expect(await screen.findByText('1 found')).toBeDefined();
});
