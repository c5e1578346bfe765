import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { writable } from '#lib/readable.ts';
import { ok } from '#lib/result.ts';
import { useAppearance } from '#stores/appearance.ts';
import { useTicket } from '#stores/ticket.ts';
import { axeFaults } from '#tests/fakes/axe.ts';
import { paperConnection } from '#tests/fakes/fake-account.ts';
import { fakeDesk, type FakeDesk } from '#tests/fakes/fake-desk.ts';
import { fakeOption } from '#tests/fakes/fake-market.ts';

import { App } from './app.tsx';
import type { HostState } from '#queries/host-state.ts';
import type { Opening } from './opening.ts';

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => undefined);
  document.head.innerHTML = '<link rel="icon" href="data:," />';
  window.history.replaceState(null, '', '/');
});
afterEach(() => {
  cleanup();
  useTicket.getState().clear();
  useAppearance.setState(useAppearance.getInitialState());
});

const hostState = writable<HostState>('here');

function openAt(path: string, fake: FakeDesk = fakeDesk()) {
  window.history.replaceState(null, '', path);
  const opening: Promise<Opening> = Promise.resolve({
    kind: 'ready',
    desk: fake.desk,
    hostState,
  });
  render(<App open={() => opening} />);
  return { fake, user: userEvent.setup() };
}

test('a desk without any connection starts at the welcome', async () => {
  const fake = fakeDesk();
  fake.saved.connections = [];
  const { user } = openAt('/', fake);
  await user.click(await screen.findByRole('button', { name: /Practise/ }));
  expect(await screen.findByRole('heading', { name: 'Set up Practice' })).toBeDefined();
  expect(window.location.pathname).toBe('/setup/practice');
});

test('a setup left before its end starts at the welcome too', async () => {
  const fake = fakeDesk();
  fake.saved.connections = [{ ...paperConnection, completedAt: null }];
  openAt('/', fake);
  expect(await screen.findByRole('button', { name: /Connect my IBKR gateway/ })).toBeDefined();
});

test('the window says which money it is: frame, title, favicon, and theme', async () => {
  const { fake } = openAt('/settings');
  await screen.findByRole('heading', { name: 'Settings' });
  const icon = () => document.querySelector('link[rel="icon"]')?.getAttribute('href') ?? '';
  expect(document.body.dataset['mode']).toBe('ibkr-paper');
  expect(document.title).toBe('Paper | DU7418203 | Settings | Strikedesk');
  expect(decodeURIComponent(icon())).toContain('#8ba4ff');

  act(() => fake.pens.mode.set({ ...fake.pens.mode.get(), proof: 'live' }));
  expect(document.body.dataset['mode']).toBe('ibkr-live');
  expect(document.title).toBe('LIVE | DU7418203 | Settings | Strikedesk');
  expect(decodeURIComponent(icon())).toContain('#ff8a3d');

  act(() => fake.pens.mode.set({ ...fake.pens.mode.get(), proof: 'unproven' }));
  expect(document.body.dataset['mode']).toBe('unproven');
  act(() => useAppearance.getState().chooseTheme('light'));
  expect(document.documentElement.dataset['theme']).toBe('light');
});

test('changing the mode closes the ticket and leads to the login', async () => {
  const { user } = openAt('/settings');
  act(() => useTicket.getState().pickOption(fakeOption('put', '260'), 'buy', null));
  await user.click(await screen.findByRole('radio', { name: 'IBKR Live' }));
  expect(useTicket.getState().entry).not.toBeNull();
  await user.click(await screen.findByRole('button', { name: 'Go to the IBKR Live login' }));
  expect(useTicket.getState().entry).toBeNull();
  expect(await screen.findByRole('heading', { name: 'Set up IBKR Live' })).toBeDefined();
});

test('G then A goes to the audit log, not from inside a field, and not when switched off', async () => {
  const { user } = openAt('/settings');
  await screen.findByRole('heading', { name: 'Settings' });
  await user.keyboard('ga');
  expect(await screen.findByRole('heading', { name: 'Audit log' })).toBeDefined();
  await user.click(screen.getByRole('textbox', { name: 'Text' }));
  await user.keyboard('gc');
  expect(screen.getByRole('heading', { name: 'Audit log' })).toBeDefined();

  act(() => useAppearance.getState().switchLetterKeys(false));
  act(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await user.keyboard('gc');
  expect(screen.getByRole('heading', { name: 'Audit log' })).toBeDefined();
});

test('the audit log and the settings are found by their links, without a fault for axe', async () => {
  const { user } = openAt('/settings');
  await user.click(await screen.findByRole('link', { name: 'Audit log' }));
  expect(await screen.findByRole('heading', { name: 'Audit log' })).toBeDefined();
  expect(await axeFaults()).toEqual([]);
});

test('the question mark lists all keys, Esc closes them', async () => {
  const { user } = openAt('/settings');
  await screen.findByRole('heading', { name: 'Settings' });
  await user.keyboard('?');
  expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeDefined();
  expect(await axeFaults()).toEqual([]);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a browser that does not own the desk is told how to', async () => {
  render(<App open={async () => ({ kind: 'not-paired' })} />);
  expect(await screen.findByText(/Open the one-time link/)).toBeDefined();
});

test('a host that does not answer is told with what keeps working', async () => {
  const away: Opening = { kind: 'host-away', detail: 'It did not answer /config.json.' };
  render(<App open={async () => away} />);
  expect(await screen.findByText(/Orders already at the broker keep working/)).toBeDefined();
  expect(screen.getByText('It did not answer /config.json.')).toBeDefined();
});

test('a desk that cannot be built says that it sends nothing', async () => {
  render(<App open={() => Promise.reject(new Error('Could not open the vault.'))} />);
  expect(await screen.findByText(/This page can send no order now/)).toBeDefined();
  expect(screen.getByText('Could not open the vault.')).toBeDefined();
});

test('a hosted database asks for its sign-in, then the desk opens', async () => {
  const user = userEvent.setup();
  const { desk } = fakeDesk();
  window.history.replaceState(null, '', '/settings');
  const ready: Opening = { kind: 'ready', desk, hostState };
  const opening: Promise<Opening> = Promise.resolve({
    kind: 'sign-in',
    signIn: async () => ok(ready),
  });
  render(<App open={() => opening} />);
  await user.type(await screen.findByRole('textbox', { name: 'Email' }), 'me@example.org');
  await user.type(screen.getByLabelText('Password'), 'secret');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByRole('heading', { name: 'Settings' })).toBeDefined();
});

test('a bug on a screen locks the desk and says so', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const fake = fakeDesk();
  const broken = {
    ...fake.desk,
    notices: {
      ...fake.desk.notices,
      get: () => {
        throw new Error('a bug');
      },
    },
  };
  window.history.replaceState(null, '', '/settings');
  const opening: Promise<Opening> = Promise.resolve({ kind: 'ready', desk: broken, hostState });
  render(<App open={() => opening} />);
  expect(await screen.findByText(/This page can send no order now/)).toBeDefined();
  expect(screen.getByText('a bug')).toBeDefined();
});

test('a host that goes away or is restarted is told above everything else', async () => {
  openAt('/settings');
  await screen.findByRole('heading', { name: 'Settings' });
  act(() => hostState.set('away'));
  expect(screen.getByRole('alert').textContent).toContain('The desk’s own host does not answer.');
  act(() => hostState.set('restarted'));
  expect(screen.getByRole('button', { name: 'Reload the page' })).toBeDefined();
  act(() => hostState.set('here'));
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each(['/welcome', '/setup/practice?step=2'])(
  'a restarted host is told at %s too, which waits for its answers',
  async (address) => {
    openAt(address);
    await screen.findByRole('heading', { level: 1 });
    act(() => hostState.set('restarted'));
    expect(await screen.findByRole('button', { name: 'Reload the page' })).toBeDefined();
    act(() => hostState.set('here'));
    expect(screen.queryByRole('button', { name: 'Reload the page' })).toBeNull();
  },
);

test.each(['/setup/paper', '/setup/live?step=3'])(
  '%s leads to the welcome when IBKR is switched off',
  async (address) => {
    const fake = fakeDesk();
    const defaults = { ...fake.desk.defaults, isIbkrEnabled: false };
    openAt(address, { ...fake, desk: { ...fake.desk, defaults } });
    expect(await screen.findByRole('button', { name: /Practise/ })).toBeDefined();
    expect(window.location.pathname).toBe('/welcome');
  },
);

test('an unknown address says that nothing was touched', async () => {
  openAt('/nowhere');
  expect(await screen.findByText(/There is nothing at this address/)).toBeDefined();
});
