import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { axeFaults } from '#tests/fakes/axe.ts';
import { fakeDesk } from '#tests/fakes/fake-desk.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import { WelcomePage } from './welcome-page.tsx';

test('both ways are offered beside the risk, and each leads where it says', async () => {
  const practise = vi.fn<() => void>();
  const connect = vi.fn<() => void>();
  const { user } = renderWithDesk(<WelcomePage onPractise={practise} onConnect={connect} />);
  expect(screen.getByRole('region', { name: 'Risk' }).textContent).toContain('You can lose all');
  await user.click(screen.getByRole('button', { name: /Practise \(no account needed\)/ }));
  await user.click(screen.getByRole('button', { name: /Connect my IBKR gateway/ }));
  expect([practise.mock.calls.length, connect.mock.calls.length]).toEqual([1, 1]);
  expect(await axeFaults()).toEqual([]);
});

test('a way that this desk does not have says why', () => {
  const { desk } = fakeDesk();
  const without = { ...fakeDesk(), desk: { ...desk, practice: null } };
  renderWithDesk(<WelcomePage onPractise={() => undefined} onConnect={() => undefined} />, without);
  const practise = screen.getByRole<HTMLButtonElement>('button', { name: /Practise/ });
  expect(practise.disabled).toBe(true);
  expect(practise.textContent).toContain('This host runs no practice gateway.');
});
