import { act, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { axeFaults } from '#tests/fakes/axe.ts';
import { fakeFigures } from '#tests/fakes/fake-account.ts';
import { fakeDesk } from '#tests/fakes/fake-desk.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import { AccountPage } from './account-page.tsx';

const page = <AccountPage>fills</AccountPage>;

test('figures carry their source and age', () => {
  renderWithDesk(page);
  const row = within(screen.getByRole('row', { name: /Buying power/ }));
  expect(row.getByText('344,421.20')).toBeTruthy();
  expect(row.getByText(/^broker, .* ago$/)).toBeTruthy();
  expect(screen.getByRole('row', { name: /Day trades left/ }).textContent).toContain('unlimited');
});

test('what the broker did not tell is a dash, never 0', () => {
  const fake = fakeDesk();
  fake.pens.figures.set({
    value: { ...fakeFigures, settledCash: null, dayTradesLeft: null },
    error: null,
  });
  renderWithDesk(page, fake);
  const row = within(screen.getByRole('row', { name: /Settled cash/ }));
  expect(row.getByText('the broker did not tell')).toBeTruthy();
});

test('loading and failed never look alike', () => {
  const fake = fakeDesk();
  const { container } = renderWithDesk(page, fake);
  act(() => fake.pens.figures.set({ value: null, error: null }));
  expect(container.textContent).toContain('Asking the broker');
  act(() => fake.pens.figures.set({ value: null, error: { kind: 'no-answer', detail: '' } }));
  expect(screen.getByRole('alert').textContent).toContain('The broker did not tell the figures.');
});

test('the trader can have it read again', async () => {
  const { user, asked } = renderWithDesk(page);
  await user.click(screen.getByRole('button', { name: 'Read from the broker now' }));
  expect(asked.map(({ what }) => what)).toContain('positions.syncNow');
});

test('axe finds nothing wrong', async () => {
  const { container } = renderWithDesk(page);
  expect(await axeFaults(container)).toEqual([]);
});
