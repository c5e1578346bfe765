import { act, screen, waitFor, within } from '@testing-library/react';
import { Big } from 'big.js';
import { beforeEach, expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';
import { err } from '#lib/result.ts';
import { useTicket } from '#stores/ticket.ts';
import { axeFaults } from '#tests/fakes/axe.ts';
import { aBrokerOrder, fakePositions } from '#tests/fakes/fake-account.ts';
import { fakeDesk } from '#tests/fakes/fake-desk.ts';
import { aQuote, fakeNow, fakeOption } from '#tests/fakes/fake-market.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import { PositionsPane } from './positions-pane.tsx';

beforeEach(() => useTicket.setState(useTicket.getInitialState(), true));

const noAnswer = { kind: 'no-answer', detail: 'timeout' } as const;

test('each holding shows quantity, mark and what it won, with signs', () => {
  const fake = fakeDesk();
  fake.pens.orders.set({ ...fake.pens.orders.get(), rows: [] });
  renderWithDesk(<PositionsPane />, fake);
  const row = within(screen.getByRole('row', { name: /18 Dec 26 285 call/ }));
  expect(row.getByText('−1')).toBeTruthy();
  expect(row.getByText('2.14')).toBeTruthy();
  expect(row.getByText('+91.00')).toBeTruthy();
});

test('the result moves with the market', async () => {
  const fake = fakeDesk();
  renderWithDesk(<PositionsPane />, fake);
  const { conid } = fakeOption('call', '285');
  act(() =>
    fake.pens.quote(conid).set(aQuote(conid, { mark: new Big('2.05'), change: new Big('-0.10') })),
  );
  expect(await screen.findByText('+100.00')).toBeTruthy();
});

test('closing a short call from its row writes a buy at the middle, and sends nothing', async () => {
  const fake = fakeDesk();
  fake.pens.orders.set({ ...fake.pens.orders.get(), rows: [] });
  const { user, asked } = renderWithDesk(<PositionsPane />, fake);
  await user.click(screen.getByRole('button', { name: 'Close AAPL 18 Dec 26 285 call' }));
  await waitFor(() =>
    expect(useTicket.getState().entry).toMatchObject({
      contract: fakeOption('call', '285'),
      side: 'buy',
      quantityText: '1',
      limitText: '2.14',
      isClosing: true,
    }),
  );
  expect(asked.map(({ what }) => what)).not.toContain('orders.submit');
});

test('a closing order that works is named in the row and takes the button’s place', () => {
  const fake = fakeDesk();
  const closing = aBrokerOrder({ side: 'buy' });
  fake.pens.orders.set({
    rows: [{ clientOrderId: null, broker: closing, intent: null, status: 'submitted' }],
    readAt: fakeNow,
    error: null,
  });
  renderWithDesk(<PositionsPane />, fake);
  expect(screen.getByText('CLOSING 1')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Close AAPL 18 Dec 26 285 call' })).toBe(null);
});

test('a contract that cannot be looked up is told, and nothing is written', async () => {
  const fake = fakeDesk({ override: { market: { contract: async () => err(noAnswer) } } });
  const { user } = renderWithDesk(<PositionsPane />, fake);
  await user.click(screen.getByRole('button', { name: 'Close AAPL shares' }));
  expect(await screen.findByText(/could not be written.*Nothing was sent/)).toBeTruthy();
  expect(useTicket.getState().entry).toBe(null);
});

test('empty, loading, stale and failed never look alike', () => {
  const fake = fakeDesk();
  const { container } = renderWithDesk(<PositionsPane />, fake);
  const show = (over: Partial<ReturnType<typeof fake.pens.positions.get>>) =>
    act(() => fake.pens.positions.set({ rows: null, readAt: null, error: null, ...over }));
  show({ rows: [], readAt: fakeNow });
  expect(container.textContent).toContain('No positions in DU7418203.');
  expect(container.textContent).toContain('The broker confirmed this.');
  show({});
  expect(container.textContent).toContain('Asking the broker');
  show({ error: noAnswer });
  expect(screen.getByRole('alert').textContent).toContain('The broker did not list positions.');
  expect(screen.getByRole('alert').textContent).toContain('This does not mean that you hold none');
  expect(screen.getByRole('button', { name: 'Try now' })).toBeTruthy();
  show({ rows: fakePositions(), readAt: instantOf(fakeNow - 250_000), error: noAnswer });
  expect(container.textContent).toContain('stale, 4 min 10 s.');
  expect(container.querySelectorAll('.num-stale').length).toBeGreaterThan(0);
});

test('what is counted with an old price says how old it is, the total too', () => {
  const fake = fakeDesk();
  renderWithDesk(<PositionsPane />, fake);
  const { conid } = fakeOption('call', '285');
  const quote = aQuote(conid, { receivedAt: instantOf(fakeNow - 75_000) });
  act(() => fake.pens.quote(conid).set(quote));
  for (const name of [/18 Dec 26 285 call/, /All positions/]) {
    const row = screen.getByRole('row', { name });
    expect(row.querySelectorAll('[title="stale, 75 s"]').length).toBeGreaterThan(0);
  }
  const shares = screen.getByRole('row', { name: /AAPL shares/ });
  expect(shares.querySelectorAll('.num-stale')).toHaveLength(0);
});

test('without a gateway nothing is being asked, and that is said', () => {
  const fake = fakeDesk();
  fake.pens.connection.set({ target: null, fingerprint: null });
  fake.pens.positions.set({ rows: null, readAt: null, error: null });
  renderWithDesk(<PositionsPane />, fake);
  expect(screen.getByRole('alert').textContent).toContain('Not asked: no gateway is connected.');
  expect(screen.queryByText(/Asking the broker/)).toBe(null);
});

test('a total with a missing part is a dash, never too small', () => {
  const fake = fakeDesk();
  const [stock] = fakePositions();
  if (stock === undefined) throw new Error('no fake position');
  fake.pens.positions.set({
    rows: [{ ...stock, averagePrice: null, unrealizedPnl: null }],
    readAt: fakeNow,
    error: null,
  });
  renderWithDesk(<PositionsPane />, fake);
  const total = within(screen.getByRole('row', { name: /All positions/ }));
  expect(total.getByText('a part of it is missing')).toBeTruthy();
});

test('axe finds nothing wrong', async () => {
  const { container } = renderWithDesk(<PositionsPane />);
  expect(await axeFaults(container)).toEqual([]);
});
