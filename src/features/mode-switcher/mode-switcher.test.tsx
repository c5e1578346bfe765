import { act, screen } from '@testing-library/react';
import { Big } from 'big.js';
import { expect, test, vi } from 'vitest';

import type { Environment } from '#domain/trading-mode.ts';
import { axeFaults } from '#tests/fakes/axe.ts';
import { fakeAccountId, fakeFigures } from '#tests/fakes/fake-account.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import { AccountStats } from './account-stats.tsx';
import { ModeSwitcher } from './mode-switcher.tsx';

const proven = { mode: 'ibkr-paper', environment: 'paper', proof: 'paper' } as const;

test('changing the money is asked first; only the deliberate answer goes on', async () => {
  const goes = vi.fn<(environment: Environment) => void>();
  const { user } = renderWithDesk(<ModeSwitcher onSwitch={goes} />);
  await user.click(screen.getByRole('radio', { name: 'IBKR Live' }));

  expect(
    await screen.findByRole('alertdialog', { name: 'IBKR Live needs a new login' }),
  ).toBeDefined();
  await user.keyboard('{Escape}');
  expect(goes).not.toHaveBeenCalled();

  await user.click(screen.getByRole('radio', { name: 'IBKR Live' }));
  await user.click(await screen.findByRole('button', { name: 'Go to the IBKR Live login' }));
  expect(goes.mock.calls).toEqual([['live']]);
});

test('the arrow keys walk over the modes without changing the money', async () => {
  const goes = vi.fn<(environment: Environment) => void>();
  const { user } = renderWithDesk(<ModeSwitcher onSwitch={goes} />);
  screen.getByRole('radio', { name: 'IBKR Paper' }).focus();
  await user.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'IBKR Live' }));
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(goes).not.toHaveBeenCalled();
});

test('live is never worn before the broker proved it', () => {
  const { pens } = renderWithDesk(<ModeSwitcher onSwitch={() => undefined} />);
  act(() =>
    pens.mode.set({ mode: 'ibkr-live', environment: 'live', proof: 'unproven', accountId: null }),
  );
  const waiting = screen.getByRole('radio', { name: 'IBKR Live, chosen, not proven' });
  expect(waiting.dataset['mode']).toBe('unproven');

  act(() =>
    pens.mode.set({ mode: 'ibkr-live', environment: 'live', proof: 'live', accountId: null }),
  );
  expect(screen.getByRole('radio', { name: 'IBKR Live' }).dataset['mode']).toBe('ibkr-live');
});

test('only modes that work are offered', () => {
  const { desk } = renderWithDesk(<ModeSwitcher onSwitch={() => undefined} />);
  expect(screen.getAllByRole('radio').map((mode) => mode.textContent)).toEqual([
    'Practice',
    'IBKR Paper',
    'Live',
  ]);
  expect(desk.practice).not.toBeNull();
});

test('the header says whose account it is and what the broker proved', () => {
  const { pens } = renderWithDesk(<AccountStats />);
  expect(screen.getByText('Account, proven paper')).toBeDefined();
  expect(screen.getByText('344,421')).toBeDefined();
  expect(screen.getByText('+326.00')).toBeDefined();

  act(() => pens.mode.set({ ...proven, proof: 'live', accountId: fakeAccountId }));
  expect(screen.getByText('Account, broker says live').className).toBe('is-block');
  act(() => pens.mode.set({ ...proven, proof: 'disagree', accountId: fakeAccountId }));
  expect(screen.getByText('Account, broker contradicts itself')).toBeDefined();
});

test('figures the broker did not give are dashes, a loss carries its sign', () => {
  const { pens } = renderWithDesk(<AccountStats />);
  act(() =>
    pens.figures.set({
      value: { ...fakeFigures, buyingPower: null, dailyPnl: new Big('-29') },
      error: null,
    }),
  );
  expect(screen.getByText('the broker did not say')).toBeDefined();
  expect(screen.getByText('−29.00')).toBeDefined();
  act(() => pens.figures.set({ value: null, error: { kind: 'unauthenticated' } }));
  expect(screen.getAllByText('the broker did not answer')).toHaveLength(3);
});

test('axe finds nothing in the switcher or its dialog', async () => {
  const { user } = renderWithDesk(<ModeSwitcher onSwitch={() => undefined} />);
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('radio', { name: 'Practice' }));
  await screen.findByRole('alertdialog');
  expect(await axeFaults()).toEqual([]);
});
