import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';

import { axeFaults } from '#tests/fakes/axe.ts';

import { SignInPage } from './sign-in-page.tsx';

afterEach(cleanup);

test('signing in takes an email and a password, and a refusal is told in the database’s words', async () => {
  const user = userEvent.setup();
  const signIn = vi
    .fn<(email: string, password: string) => Promise<string | null>>()
    .mockResolvedValueOnce('Invalid login credentials')
    .mockResolvedValueOnce(null);
  render(<SignInPage onSignIn={signIn} />);
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Sign in' });
  expect(button.disabled).toBe(true);
  await user.type(screen.getByRole('textbox', { name: 'Email' }), ' me@example.org ');
  await user.type(screen.getByLabelText('Password'), 'secret words');
  await user.click(button);
  expect(signIn.mock.calls).toEqual([['me@example.org', 'secret words']]);
  expect((await screen.findByRole('alert')).textContent).toContain('Invalid login credentials');
  expect(await axeFaults()).toEqual([]);

  await user.click(button);
  await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});
