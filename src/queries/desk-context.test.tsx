import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { fakeClock } from '#tests/fakes/fake-clock.ts';
import { fakeDesk } from '#tests/fakes/fake-desk.ts';
import { fakeNow } from '#tests/fakes/fake-market.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import { useDesk, useNow, useReadable } from './desk-context.ts';

function Probe() {
  const desk = useDesk();
  return (
    <p>
      {useReadable(desk.account.selected) ?? 'none'} {useNow(1000)}
    </p>
  );
}

test('a screen follows what changes and the clock, and stops when it is gone', () => {
  const clock = fakeClock(fakeNow);
  const { pens, unmount } = renderWithDesk(<Probe />, fakeDesk({ clock }));
  expect(screen.getByText(`DU7418203 ${fakeNow}`)).toBeDefined();

  act(() => pens.selected.set(null));
  act(() => clock.advance(1000));
  expect(screen.getByText(`none ${fakeNow + 1000}`)).toBeDefined();

  unmount();
  clock.advance(5000);
});
