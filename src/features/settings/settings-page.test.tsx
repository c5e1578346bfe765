import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';

import type { Environment } from '#domain/trading-mode.ts';
import { err } from '#lib/result.ts';
import { useAppearance } from '#stores/appearance.ts';
import { axeFaults } from '#tests/fakes/axe.ts';
import { paperConnection, practiceConnection } from '#tests/fakes/fake-account.ts';
import { fakeDesk, type FakeDesk } from '#tests/fakes/fake-desk.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import { SettingsPage } from './settings-page.tsx';

beforeEach(() => {
  localStorage.clear();
  useAppearance.setState(useAppearance.getInitialState());
});

function renderSettings(fake: FakeDesk = fakeDesk()) {
  const setUp = vi.fn<(environment: Environment) => void>();
  const connect = vi.fn<(environment: Environment) => void>();
  const rendered = renderWithDesk(<SettingsPage onSetUp={setUp} onConnect={connect} />, fake);
  return { ...rendered, setUp, connect };
}

const named = (asked: FakeDesk['asked'], what: string) => asked.filter((row) => row.what === what);

test('the connected environment can be disconnected, others can be connected or set up', async () => {
  const fake = fakeDesk();
  fake.saved.connections = [paperConnection, practiceConnection];
  fake.pens.orders.set({ ...fake.pens.orders.get(), rows: [] });
  const { user, connect, setUp } = renderSettings(fake);
  expect(await screen.findByText('Connected, proven paper.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Connect' }));
  expect(connect.mock.calls).toEqual([['practice']]);
  await user.click(screen.getByRole('button', { name: 'Set up' }));
  expect(setUp.mock.calls).toEqual([['live']]);
  await user.click(screen.getByRole('button', { name: 'Disconnect' }));
  expect(named(fake.asked, 'connection.disconnect')).toHaveLength(1);
});

test('while the orders were never listed, leaving is asked about too', async () => {
  const fake = fakeDesk();
  fake.pens.orders.set({ rows: [], readAt: null, error: null });
  const { user } = renderSettings(fake);
  await user.click(await screen.findByRole('button', { name: 'Disconnect' }));
  expect(screen.getByRole('alertdialog').textContent).toContain('not listed its orders yet');
  expect(named(fake.asked, 'connection.disconnect')).toHaveLength(0);
});

test.each([
  ['Disconnect', 'Disconnect while orders work?', 'connection.disconnect'],
  ['Log out at the broker', 'Log out while orders work?', 'session.logout'],
])(
  'while orders work, “%s” is asked first and says that they go on',
  async (button, title, deed) => {
    const fake = fakeDesk();
    const { user } = renderSettings(fake);
    await user.click(await screen.findByRole('button', { name: button }));
    const dialog = screen.getByRole('alertdialog', { name: title });
    expect(dialog.textContent).toMatch(/orders? keeps? working at the broker/);
    expect(dialog.textContent).toContain('can neither show nor cancel them');
    expect(await axeFaults(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: /Stay connected/ }));
    expect(named(fake.asked, deed)).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: button }));
    await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: button }));
    expect(named(fake.asked, deed)).toHaveLength(1);
    expect(screen.queryByRole('alertdialog')).toBe(null);
  },
);

test('a live login behind the paper connection is told as what it is', async () => {
  const fake = fakeDesk();
  fake.pens.mode.set({ ...fake.pens.mode.get(), proof: 'live' });
  renderSettings(fake);
  expect(
    await screen.findByText('Connected, but the broker says live: every order is blocked.'),
  ).toBeDefined();
});

test('forgetting is asked first; keeping keeps, forgetting deletes only the stored connection', async () => {
  const fake = fakeDesk();
  const { user } = renderSettings(fake);
  await user.click(await screen.findByRole('button', { name: 'Forget' }));
  const dialog = screen.getByRole('alertdialog', { name: 'Forget IBKR Paper?' });
  expect(dialog.textContent).toContain('the audit log stay in the database');
  await user.click(within(dialog).getByRole('button', { name: /Keep it/ }));
  expect(fake.saved.connections).toHaveLength(1);

  await user.click(screen.getByRole('button', { name: 'Forget' }));
  await user.click(screen.getByRole('button', { name: 'Forget IBKR Paper' }));
  await vi.waitFor(() => expect(fake.saved.connections).toEqual([]));
  expect(named(fake.asked, 'connection.forget')).toEqual([
    { what: 'connection.forget', with: ['paper'] },
  ]);
});

test('a manual sync is asked for and told', async () => {
  const fake = fakeDesk();
  const { user } = renderSettings(fake);
  await user.click(screen.getByRole('button', { name: 'Sync now' }));
  expect(named(fake.asked, 'positions.syncNow')).toHaveLength(1);
  expect(await screen.findByText('read just now')).toBeDefined();
  expect(named(fake.asked, 'audit.append')).toMatchObject([{ with: [{ kind: 'sync.manual' }] }]);
});

test('a sync that brought nothing is not called read', async () => {
  const fake = fakeDesk();
  fake.pens.figures.set({ value: null, error: { kind: 'no-answer', detail: 'silent' } });
  const { user } = renderSettings(fake);
  await user.click(screen.getByRole('button', { name: 'Sync now' }));
  expect((await screen.findByRole('alert')).textContent).toContain('did not answer');
  expect(screen.queryByText('read just now')).toBeNull();
});

test('without an account there is nothing to sync', () => {
  const fake = fakeDesk();
  fake.pens.selected.set(null);
  renderSettings(fake);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Sync now' }).disabled).toBe(true);
});

test('how often the desk reads by itself is told as it is set', () => {
  const fake = fakeDesk();
  renderSettings({ ...fake, desk: { ...fake.desk, syncEveryMs: 45_000 } });
  expect(screen.getByText(/are read every 45 seconds/)).toBeDefined();
});

test('a hosted database keeps its own backups, and is left only when every row has arrived', async () => {
  const fake = fakeDesk();
  const signOut = vi.fn<() => Promise<void>>(async () => undefined);
  const hostedDatabase = { url: 'https://abc.supabase.co', signOut };
  const waiting = vi.fn<() => Promise<number>>(async () => 2);
  const audit = { ...fake.desk.audit, waiting };
  const first = renderSettings({ ...fake, desk: { ...fake.desk, hostedDatabase, audit } });
  expect(await screen.findByText('rows of the audit log are still on their way')).toBeDefined();
  const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Sign out' });
  expect(button().disabled).toBe(true);
  expect(screen.queryByRole('button', { name: 'Make a backup now' })).toBeNull();
  expect(await axeFaults()).toEqual([]);
  first.unmount();

  waiting.mockResolvedValue(0);
  const { user } = renderSettings({ ...fake, desk: { ...fake.desk, hostedDatabase, audit } });
  await vi.waitFor(() => expect(button().disabled).toBe(false));
  await user.click(button());
  expect(signOut).toHaveBeenCalledTimes(1);
});

test('looks are chosen and kept in this browser', async () => {
  const { user } = renderSettings();
  await user.click(screen.getByRole('radio', { name: 'Light' }));
  await user.click(screen.getByRole('radio', { name: 'Blue and orange' }));
  await user.click(screen.getByRole('checkbox', { name: 'On' }));
  expect(JSON.parse(localStorage.getItem('strikedesk.appearance.1') ?? '')).toEqual({
    theme: 'light',
    pnlHues: 'blue-orange',
    hasLetterKeys: false,
  });
});

test('a backup is made at once, a restore is asked first', async () => {
  const fake = fakeDesk();
  const { user } = renderSettings(fake);
  expect(await screen.findByText('at the start of the desk')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Make a backup now' }));
  expect(await screen.findByText('made')).toBeDefined();
  expect(await screen.findAllByText('made by you')).toHaveLength(2);

  const [newest] = screen.getAllByRole('button', { name: 'Restore' });
  if (newest === undefined) throw new Error('No backup is listed.');
  await user.click(newest);
  expect(named(fake.asked, 'backups.restoreBackup')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Restore this backup' }));
  await vi.waitFor(() =>
    expect(named(fake.asked, 'backups.restoreBackup')).toEqual([
      { what: 'backups.restoreBackup', with: ['b3'] },
    ]),
  );
});

test('a database that is away is told, with what it means for the money', async () => {
  renderSettings(
    fakeDesk({
      override: {
        connection: { loadSaved: async () => err({ kind: 'away', detail: 'fetch failed' }) },
        backups: { listBackups: async () => err({ code: 'HOST_AWAY', detail: '' }) },
      },
    }),
  );
  expect(await screen.findByText('The database did not answer.')).toBeDefined();
  expect(
    await screen.findByText('The desk’s own host on this computer did not answer.'),
  ).toBeDefined();
});

test('whoever keeps the records in a hosted project is not sent to a terminal for them', async () => {
  const fake = fakeDesk({
    override: {
      connection: { loadSaved: async () => err({ kind: 'away', detail: 'fetch failed' }) },
    },
  });
  const here = renderSettings(fake);
  expect(await screen.findByText(/Look at the terminal where npm start runs/)).toBeDefined();
  here.unmount();

  const hostedDatabase = { url: 'https://abc.supabase.co', signOut: async () => undefined };
  renderSettings({ ...fake, desk: { ...fake.desk, hostedDatabase } });
  expect(await screen.findByText(/whether your Supabase project runs/)).toBeDefined();
  expect(screen.queryByText(/terminal where npm start runs/)).toBeNull();
});

test('axe finds nothing', async () => {
  renderSettings();
  await screen.findByText('at the start of the desk');
  expect(await axeFaults()).toEqual([]);
});
