import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';

import { brokerOrderIdOf } from '#domain/order.ts';
import { err } from '#lib/result.ts';
import { useSelection } from '#stores/selection.ts';
import { aDraft } from '#tests/builders.ts';
import { axeFaults } from '#tests/fakes/axe.ts';
import { aBrokerOrder, fakeAccountId } from '#tests/fakes/fake-account.ts';
import { fakeDesk } from '#tests/fakes/fake-desk.ts';
import { fakeNow } from '#tests/fakes/fake-market.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import { OrdersPane } from './orders-pane.tsx';

beforeEach(() => useSelection.setState(useSelection.getInitialState(), true));

const noAnswer = { kind: 'no-answer', detail: 'timeout' } as const;

test('working orders show status, side, contract, limit, market and how far they got', () => {
  renderWithDesk(<OrdersPane />);
  const row = within(screen.getByRole('row', { name: /255 put/ }));
  expect(row.getByText('Working')).toBeTruthy();
  expect(row.getByText('SELL 3')).toBeTruthy();
  expect(row.getByText('2.85')).toBeTruthy();
  expect(row.getByText('2.79 / 2.82 / 2.85')).toBeTruthy();
  expect(row.getByText('1 of 3')).toBeTruthy();
});

test('before the broker has listed them orders and fills have no count, and what the desk knows is not all', async () => {
  const fake = fakeDesk();
  fake.pens.orders.set({ rows: [], readAt: null, error: null });
  fake.pens.executions.set({ rows: [], readAt: null });
  renderWithDesk(<OrdersPane />, fake);
  const tabs = screen.getAllByRole('tab').map(({ textContent }) => textContent);
  expect(tabs).toEqual(['Working –', 'Today –', 'Fills –']);
  const broker = aBrokerOrder({ status: 'submitted' });
  act(() =>
    fake.pens.orders.set({
      rows: [{ clientOrderId: null, broker, intent: null, status: 'submitted' }],
      readAt: null,
      error: null,
    }),
  );
  expect(await screen.findByText('Not the whole list.')).toBeTruthy();
});

test('an order that the broker lists no more can neither be counted as working nor canceled', async () => {
  const fake = fakeDesk();
  const broker = aBrokerOrder({ status: 'unlisted' });
  fake.pens.orders.set({
    rows: [{ clientOrderId: null, broker, intent: null, status: 'unlisted' }],
    readAt: fakeNow,
    error: null,
  });
  const { user } = renderWithDesk(<OrdersPane />, fake);
  expect(screen.getByText('No working orders.')).toBeTruthy();
  await user.click(screen.getByRole('tab', { name: 'Today 1' }));
  expect(screen.getByText('Not listed')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Cancel order/ })).toBe(null);
});

test('the x asks the broker to cancel that order', async () => {
  const { user, asked } = renderWithDesk(<OrdersPane />);
  await user.click(screen.getByRole('button', { name: /Cancel order: sell 3/ }));
  expect(asked.find(({ what }) => what === 'orders.cancel')?.with).toEqual([
    fakeAccountId,
    '1370093241',
  ]);
});

test('an order being canceled cannot be canceled twice', () => {
  const fake = fakeDesk();
  const broker = aBrokerOrder({ status: 'pending-cancel' });
  fake.pens.orders.set({
    rows: [{ clientOrderId: null, broker, intent: null, status: 'pending-cancel' }],
    readAt: fakeNow,
    error: null,
  });
  renderWithDesk(<OrdersPane />, fake);
  expect(screen.getByText('Canceling')).toBeTruthy();
  expect(screen.getByRole('button', { name: /Cancel order/ })).toHaveProperty('disabled', true);
});

test('a cancel without an answer says that the order may still work', async () => {
  const fake = fakeDesk({ override: { orders: { cancel: async () => err(noAnswer) } } });
  const { user } = renderWithDesk(<OrdersPane />, fake);
  await user.click(screen.getByRole('button', { name: /Cancel order: sell 3/ }));
  expect(await screen.findByText(/The cancel was not confirmed.*may still work/)).toBeTruthy();
});

test('a cancel that failed because the order had filled says so, not that it may still work', async () => {
  const refused = { kind: 'rejected', reason: "OrderID 77 doesn't exist" } as const;
  const fake = fakeDesk({ override: { orders: { cancel: async () => err(refused) } } });
  const { user } = renderWithDesk(<OrdersPane />, fake);
  await user.click(screen.getAllByRole('button', { name: /^Cancel order/ })[0] as HTMLElement);
  await screen.findByText(/The cancel was not confirmed.*may still work/);
  const { rows } = fake.pens.orders.get();
  act(() =>
    fake.pens.orders.set({
      ...fake.pens.orders.get(),
      rows: rows.map((row) => ({ ...row, status: 'filled' as const })),
    }),
  );
  expect(await screen.findByText(/The cancel came too late, the order has filled/)).toBeTruthy();
  expect(screen.queryByText(/may still work/)).toBe(null);
});

test('a cancel that never left says so: the order certainly works on', async () => {
  const refused = { kind: 'refused', code: 'STALE_LEASE', detail: 'old' } as const;
  const fake = fakeDesk({ override: { orders: { cancel: async () => err(refused) } } });
  const { user } = renderWithDesk(<OrdersPane />, fake);
  await user.click(screen.getByRole('button', { name: /Cancel order: sell 3/ }));
  const words =
    'SELL 3 AAPL 18 Dec 26 255 put: The cancel was not sent. Another tab of this desk leads. The order works on.';
  expect(await screen.findByText(words)).toBeTruthy();
});

test('an order placed elsewhere is marked', () => {
  const fake = fakeDesk();
  const broker = aBrokerOrder({ clientOrderId: null, brokerOrderId: brokerOrderIdOf('9') });
  fake.pens.orders.set({
    rows: [{ clientOrderId: null, broker, intent: null, status: 'submitted' }],
    readAt: fakeNow,
    error: null,
  });
  renderWithDesk(<OrdersPane />, fake);
  expect(screen.getByText('elsewhere')).toBeTruthy();
});

test('an order with an unknown outcome stands among the working ones, locked', () => {
  const fake = fakeDesk();
  const draft = aDraft();
  fake.pens.orders.set({
    rows: [
      {
        clientOrderId: draft.clientOrderId,
        broker: null,
        intent: { draft, environment: 'paper', storedAt: fakeNow, outcome: null },
        status: 'unknown',
      },
    ],
    readAt: fakeNow,
    error: null,
  });
  renderWithDesk(<OrdersPane />, fake);
  expect(screen.getByText('Unknown')).toBeTruthy();
  expect(screen.getByText('AAPL 15 Jan 27 195 call')).toBeTruthy();
  expect(screen.getByText('locked')).toBeTruthy();
});

test('finished orders keep the broker’s words', async () => {
  const { user } = renderWithDesk(<OrdersPane />);
  await user.click(screen.getByRole('tab', { name: 'Today 2' }));
  expect(screen.getByText('“No trading permission.”')).toBeTruthy();
  expect(screen.getByText('Filled', { selector: 'span' })).toBeTruthy();
});

test('fills show price and commission', async () => {
  const { user } = renderWithDesk(<OrdersPane />);
  await user.click(screen.getByRole('tab', { name: 'Fills 1' }));
  const row = within(screen.getByRole('row', { name: /260 put/ }));
  expect(row.getByText('4.30')).toBeTruthy();
  expect(row.getByText('1.40')).toBeTruthy();
});

test('empty, loading and failed never look alike', () => {
  const fake = fakeDesk();
  const { container } = renderWithDesk(<OrdersPane />, fake);
  const show = (over: object) =>
    act(() => fake.pens.orders.set({ rows: [], readAt: null, error: null, ...over }));
  show({ readAt: fakeNow });
  expect(container.textContent).toContain('No working orders.');
  show({});
  expect(container.textContent).toContain('Asking the broker');
  show({ error: noAnswer });
  expect(screen.getByRole('alert').textContent).toContain('The broker did not list orders.');
  expect(screen.getByRole('alert').textContent).toContain('This does not mean that you have none');
});

test('axe finds nothing wrong', async () => {
  const { container } = renderWithDesk(<OrdersPane />);
  expect(await axeFaults(container)).toEqual([]);
});
