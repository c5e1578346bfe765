import { act, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import type { Lamp, LampCause } from '#domain/gateway-session.ts';
import { instantOf } from '#domain/time.ts';
import { err } from '#lib/result.ts';
import { useFirstChain } from '#stores/first-chain.ts';
import { axeFaults } from '#tests/fakes/axe.ts';
import { fakeStatus, readySession } from '#tests/fakes/fake-account.ts';
import { fakeClock } from '#tests/fakes/fake-clock.ts';
import { fakeDesk } from '#tests/fakes/fake-desk.ts';
import { fakeNow } from '#tests/fakes/fake-market.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import { ExchangeClock } from './exchange-clock.tsx';
import { SessionLamps } from './lamps.tsx';
import { NoticeToasts } from './notice-toasts.tsx';
import { RequestBudget } from './request-budget.tsx';
import { SessionBanner } from './session-banner.tsx';

const down = (cause: LampCause): Lamp => ({ state: 'down', cause, provenAt: null });
const banner = <SessionBanner onOpenConnections={() => undefined} />;

test('while all is well nothing stands below the header', () => {
  renderWithDesk(banner);
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.queryByRole('heading')).toBeNull();
});

test('a competing login is never fought: staying read only puts the banner away, taking back is asked for once', async () => {
  const fake = fakeDesk();
  fake.pens.session.set({
    ...readySession,
    isReady: false,
    lamps: { ...readySession.lamps, brokerage: down('competing') },
  });
  const { user, asked } = renderWithDesk(banner, fake);
  expect((await screen.findByRole('alert')).textContent).toContain(
    '2 orders keep working at the broker.',
  );
  expect(asked).toEqual([]);

  await user.click(await screen.findByRole('button', { name: 'Take it back and end the other' }));
  expect(asked.map(({ what }) => what)).toEqual(['session.takeOver']);
  await user.click(await screen.findByRole('button', { name: 'Stay here, read only' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a refused take-over says so', async () => {
  const fake = fakeDesk({
    override: { session: { takeOver: async () => err({ kind: 'no-answer', detail: '' }) } },
  });
  fake.pens.session.set({
    ...readySession,
    lamps: { ...readySession.lamps, brokerage: down('competing') },
  });
  const { user } = renderWithDesk(banner, fake);
  await user.click(await screen.findByRole('button', { name: 'Take it back and end the other' }));
  expect(await screen.findByText(/It was not taken back/)).toBeDefined();
});

test.each([
  ['gateway-unreachable', 'The gateway cannot be reached.'],
  ['access-denied', 'The gateway refuses this computer’s address.'],
  ['not-logged-in', 'You are not logged in at the gateway.'],
  ['gateway-wedged', 'The gateway is wedged: its calls never end.'],
  ['no-brokerage-session', 'Logged in, but the broker gives no trading session yet.'],
] satisfies readonly (readonly [LampCause, string])[])(
  '%s is told as: %s',
  async (cause, title) => {
    const fake = fakeDesk();
    const lamp = cause === 'no-brokerage-session' ? 'brokerage' : 'sso';
    fake.pens.session.set({
      ...readySession,
      lamps: { ...readySession.lamps, [lamp]: down(cause) },
    });
    renderWithDesk(banner, fake);
    expect(await screen.findByRole('heading', { name: title })).toBeDefined();
  },
);

test('a wedged host is told even while the lamps are still good', async () => {
  const fake = fakeDesk();
  fake.pens.hostStatus.set({ ...fakeStatus, slots: { ...fakeStatus.slots, isWedged: true } });
  renderWithDesk(banner, fake);
  expect((await screen.findByRole('alert')).textContent).toContain('Restart the gateway program');
});

test('a live login where paper was chosen blocks and says both', async () => {
  const fake = fakeDesk();
  fake.pens.mode.set({ ...fake.pens.mode.get(), proof: 'live' });
  renderWithDesk(banner, fake);
  expect(
    await screen.findByRole('heading', { name: 'You chose paper, the broker says live.' }),
  ).toBeDefined();
});

test('the expiry warning counts, names the hour in New York and what keeps working', async () => {
  const fake = fakeDesk();
  fake.pens.session.set({
    ...readySession,
    warningSince: fakeNow,
    expiresAt: instantOf(fakeNow + 24 * 60_000),
  });
  renderWithDesk(banner, fake);
  const title = 'The broker logs you out in 24 min, at 11:06 New York.';
  expect(await screen.findByRole('heading', { name: title })).toBeDefined();
  expect(screen.getByRole('link', { name: 'Log in fresh now' }).getAttribute('href')).toBe(
    'https://localhost:5000/',
  );
});

test('a new trouble is told although the one before was put away', async () => {
  const fake = fakeDesk();
  fake.pens.session.set({
    ...readySession,
    lamps: { ...readySession.lamps, brokerage: down('competing') },
  });
  const { user } = renderWithDesk(banner, fake);
  await user.click(await screen.findByRole('button', { name: 'Stay here, read only' }));
  act(() =>
    fake.pens.session.set({
      ...readySession,
      lamps: { ...readySession.lamps, sso: down('not-logged-in') },
    }),
  );
  expect(await screen.findByRole('heading', { name: /not logged in/ })).toBeDefined();
});

test('orders that were never read are not counted as none', async () => {
  const fake = fakeDesk();
  fake.pens.orders.set({ rows: [], readAt: null, error: null });
  fake.pens.session.set({
    ...readySession,
    lamps: { ...readySession.lamps, sso: down('not-logged-in') },
  });
  renderWithDesk(banner, fake);
  expect((await screen.findByRole('status')).textContent).toContain(
    'Orders at the broker keep working.',
  );
});

test('without a gateway the way to one is offered', async () => {
  const fake = fakeDesk();
  fake.pens.connection.set({ target: null, fingerprint: null });
  const open = vi.fn<() => void>();
  const { user } = renderWithDesk(<SessionBanner onOpenConnections={open} />, fake);
  await user.click(await screen.findByRole('button', { name: 'Connect' }));
  expect(open).toHaveBeenCalledOnce();
});

test('a lamp shows its age, or its cause instead of the age', () => {
  const fake = fakeDesk();
  renderWithDesk(<SessionLamps />, fake);
  expect(screen.getByText('41 s')).toBeDefined();
  expect(screen.getByRole('status').textContent).toBe('All four session lamps are good.');
  act(() =>
    fake.pens.session.set({
      ...readySession,
      lamps: { ...readySession.lamps, brokerage: down('competing') },
    }),
  );
  expect(screen.getByText('taken')).toBeDefined();
  expect(screen.getByRole('img', { name: 'down' })).toBeDefined();
  expect(screen.getByRole('status').textContent).toBe(
    'Brokerage: Another login of the same user took the trading session.',
  );
});

test('a login that ended says so instead of when it would end', () => {
  const fake = fakeDesk();
  const ending = { warningSince: fakeNow, expiresAt: instantOf(Date.UTC(2026, 10, 21, 5)) };
  fake.pens.session.set({ ...readySession, ...ending });
  renderWithDesk(<SessionLamps />, fake);
  expect(screen.getByText('ends 00:00')).toBeDefined();
  const lamps = { ...readySession.lamps, sso: down('not-logged-in') };
  act(() => fake.pens.session.set({ ...readySession, ...ending, lamps }));
  expect(screen.queryByText('ends 00:00')).toBeNull();
  expect(screen.getByText('logged out')).toBeDefined();
});

test('the meter counts requests and says when the broker asked for a pause', () => {
  const fake = fakeDesk();
  renderWithDesk(<RequestBudget />, fake);
  expect(screen.getByText('3 of 10 req/s')).toBeDefined();
  act(() =>
    fake.pens.hostStatus.set({
      ...fakeStatus,
      budget: { ...fakeStatus.budget, pausedMs: 11_200 },
    }),
  );
  expect(screen.getByText('paused 12 s')).toBeDefined();
});

test('the clock is New York’s and says when the market opens or closes next', async () => {
  const clock = fakeClock(fakeNow);
  const fake = fakeDesk({ clock });
  renderWithDesk(<ExchangeClock />, fake);
  expect(screen.getByText('10:42:07')).toBeDefined();
  act(() => useFirstChain.getState().tell());
  expect(await screen.findByText('Market open, closes 16:00')).toBeDefined();
  act(() => clock.advance(5 * 3_600_000 + 18 * 60_000));
  expect(await screen.findByText('After the close, opens Mon 09:30')).toBeDefined();
  act(() => clock.advance(2 * 86_400_000));
  expect(await screen.findByText('Market closed, opens Mon 09:30')).toBeDefined();
});

const practiceMode = {
  mode: 'practice',
  environment: 'practice',
  proof: 'paper',
  accountId: null,
} as const;

test('a practice exchange that is always open says so, one that keeps hours shows them', async () => {
  const fake = fakeDesk({ clock: fakeClock(fakeNow) });
  fake.pens.mode.set(practiceMode);
  fake.pens.session.set({ ...readySession, practiceHours: 'always' });
  renderWithDesk(<ExchangeClock />, fake);
  expect(screen.getByText('Practice market, always open')).toBeDefined();

  act(() => useFirstChain.getState().tell());
  act(() => fake.pens.session.set({ ...readySession, practiceHours: 'exchange' }));
  expect(await screen.findByText('Market open, closes 16:00')).toBeDefined();
  // Sunday there, Friday here.
  act(() => fake.pens.marketLead.set(2 * 86_400_000));
  expect(await screen.findByText('Market closed, opens Mon 09:30')).toBeDefined();
  expect(screen.getByText('New York, Sun 22 Nov')).toBeDefined();
});

test('which hours a practice exchange keeps is not guessed before it tells', async () => {
  const fake = fakeDesk({ clock: fakeClock(fakeNow) });
  fake.pens.mode.set(practiceMode);
  act(() => useFirstChain.getState().tell());
  renderWithDesk(<ExchangeClock />, fake);
  expect(await screen.findByText('Exchange time')).toBeDefined();
});

test('the clock follows the practice exchange, and names its day when it is another one', () => {
  const fake = fakeDesk({ clock: fakeClock(fakeNow) });
  fake.pens.mode.set(practiceMode);
  fake.pens.session.set({ ...readySession, practiceHours: 'always' });
  renderWithDesk(<ExchangeClock />, fake);
  expect(screen.getByText('10:42:07')).toBeDefined();
  act(() => fake.pens.marketLead.set(7 * 86_400_000 + 3_600_000));
  expect(screen.getByText('11:42:07')).toBeDefined();
  expect(screen.getByText('Practice market, always open')).toBeDefined();
  expect(screen.getByText('New York, Fri 27 Nov')).toBeDefined();
});

test('a notice is told in words and stays until it is put away', async () => {
  const fake = fakeDesk();
  fake.pens.notices.set([
    {
      id: 'n1',
      at: fakeNow,
      severity: 'block',
      code: 'ORDER_REJECTED',
      about: null,
      facts: {
        side: 'buy',
        quantity: 2,
        description: 'AAPL Dec18 260 Put',
        reason: 'No trading permission.',
      },
    },
  ]);
  const { user } = renderWithDesk(<NoticeToasts />, fake);
  expect(
    await screen.findByText('BUY 2 AAPL Dec18 260 Put. Its words: “No trading permission.”'),
  ).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByText(/No trading permission/)).toBeNull();
});

test('axe finds nothing in strip, lamps and messages', async () => {
  const fake = fakeDesk();
  fake.pens.session.set({
    ...readySession,
    lamps: { ...readySession.lamps, brokerage: down('competing') },
  });
  renderWithDesk(
    <>
      {banner}
      <SessionLamps />
      <NoticeToasts />
    </>,
    fake,
  );
  expect(await axeFaults()).toEqual([]);
});

const follower = { isLeader: false, fence: 0, ttlMs: 2_000 };

test('a tab that does not lead says so, and takes the lead at one click while no order is in question', async () => {
  const fake = fakeDesk();
  fake.pens.lease.set({ ...follower, isTalking: false });
  const { user, asked } = renderWithDesk(banner, fake);
  const words = 'Another tab of this desk leads; this one is read-only.';
  expect(await screen.findByText(words, undefined, { timeout: 4_000 })).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Take over here' }));
  expect(asked.map(({ what }) => what)).toEqual(['connection.takeOver']);
  await vi.waitFor(() => expect(screen.queryByText(words)).toBeNull());
});

test('while an order is in question in the other tab, taking over is warned about first', async () => {
  const fake = fakeDesk();
  fake.pens.lease.set({ ...follower, isTalking: true });
  const { user, asked } = renderWithDesk(banner, fake);
  await user.click(
    await screen.findByRole('button', { name: 'Take over here' }, { timeout: 4_000 }),
  );
  expect(await screen.findByText('An order is in question in the other tab.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Leave it there' }));
  await user.click(screen.getByRole('button', { name: 'Take over here' }));
  await user.click(await screen.findByRole('button', { name: /Take over, its question stays/ }));
  expect(asked.map(({ with: given }) => given)).toEqual([[false], [false], [true]]);
});
