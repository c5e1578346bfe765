import { act, screen, waitFor, within } from '@testing-library/react';
import { Big } from 'big.js';
import { beforeEach, expect, test, vi } from 'vitest';

import type { Quote } from '#domain/quote.ts';
import { writable } from '#lib/readable.ts';
import { err, ok } from '#lib/result.ts';
import type { DeskServices } from '#services/desk-services.ts';
import { useFirstChain } from '#stores/first-chain.ts';
import { useTicket } from '#stores/ticket.ts';
import { axeFaults } from '#tests/fakes/axe.ts';
import { fakeDesk } from '#tests/fakes/fake-desk.ts';
import { aQuote, fakeAapl, fakeOption } from '#tests/fakes/fake-market.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import type { Place } from './chosen-place.ts';
import { OptionChain } from './option-chain.tsx';

beforeEach(() => {
  useTicket.setState(useTicket.getInitialState(), true);
  useFirstChain.setState(useFirstChain.getInitialState(), true);
});

const decemberChain = { symbol: 'AAPL', expiry: '2026-12-18', tradingClass: 'AAPL' };

/** AAPL, 18 December: the chain stands. */
async function openChain(fake = fakeDesk(), place = decemberChain) {
  const onGo = vi.fn<(place: Place) => void>();
  const rendered = renderWithDesk(<OptionChain place={place} onGo={onGo} />, fake);
  await screen.findByRole('grid');
  return { ...rendered, onGo };
}

test('a click on an ask opens the ticket as a buy at that price', async () => {
  const { user } = await openChain();
  await user.click(screen.getByRole('button', { name: '255 put ask 2.85, live; buy' }));
  expect(useTicket.getState().entry).toMatchObject({
    contract: fakeOption('put', '255'),
    side: 'buy',
    limitText: '2.85',
    quantityText: '1',
  });
});

test('the rest of the desk may come once a price stands in the chain', async () => {
  const prices = writable<Quote | null>(null);
  await openChain(fakeDesk({ override: { quotes: { quote: () => prices } } }));
  expect(useFirstChain.getState().isThere).toBe(false);
  act(() => prices.set(aQuote(fakeOption('call', '250').conid)));
  expect(useFirstChain.getState().isThere).toBe(true);
});

test('where there is no chain nothing waits for one', async () => {
  const place = { symbol: null, expiry: null, tradingClass: null };
  renderWithDesk(<OptionChain place={place} onGo={() => undefined} />);
  expect(await screen.findByText('Which underlying?')).toBeDefined();
  expect(useFirstChain.getState().isThere).toBe(true);
});

test('a click on a bid opens the ticket as a sell at that price', async () => {
  const { user } = await openChain();
  await user.click(screen.getByRole('button', { name: '260 put bid 4.05, live; sell' }));
  expect(useTicket.getState().entry).toMatchObject({ side: 'sell', limitText: '4.05' });
});

test('the spot line stands between the right strikes', async () => {
  await openChain();
  const rows = screen.getAllByRole('rowheader').map((cell) => cell.textContent);
  const at = rows.indexOf('268.42');
  expect([rows[at - 1], rows[at + 1]]).toEqual(['267.5', '270']);
});

test('calls below the price and puts above it are shaded as in the money', async () => {
  const { container } = await openChain();
  const shaded = (strike: string) =>
    [...container.querySelectorAll(`tr[data-strike="${strike}"] td`)].map((cell) =>
      cell.classList.contains('itm'),
    );
  expect(shaded('265').slice(0, 6)).toEqual(Array(6).fill(true));
  expect(shaded('265').slice(6)).toEqual(Array(6).fill(false));
  expect(shaded('270').slice(6)).toEqual(Array(6).fill(true));
});

test('a new price changes its cell and nothing else', async () => {
  const { pens } = await openChain();
  const put = fakeOption('put', '255');
  const before = pens.quote(put.conid).get();
  pens.quote(put.conid).set({ ...(before ?? aQuote(put.conid)), ask: new Big('2.90') });
  expect(await screen.findByRole('button', { name: '255 put ask 2.90, live; buy' })).toBeInstanceOf(
    HTMLElement,
  );
});

test('what the broker did not tell is a dash with its reason, never 0', async () => {
  const { pens } = await openChain();
  const call = fakeOption('call', '250');
  pens.quote(call.conid).set(aQuote(call.conid, { ask: new Big('21.20') }));
  const cell = await screen.findByLabelText('250 call volume missing, no trade today');
  expect(cell.textContent).toBe('–no trade today');
});

test('arrow keys move by cell with one tab stop, B buys and S sells the side the focus is on', async () => {
  const { user, container } = await openChain();
  expect(container.querySelectorAll('.chain [tabindex="0"]')).toHaveLength(1);
  screen.getByRole('button', { name: '255 put ask 2.85, live; buy' }).focus();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('257.5 put ask 3.45, live; buy');
  await user.keyboard('{ArrowRight}');
  expect(document.activeElement?.getAttribute('aria-label')).toContain('257.5 put implied');
  expect(container.querySelectorAll('.chain [tabindex="0"]')).toHaveLength(1);
  await user.keyboard('s');
  expect(useTicket.getState().entry).toMatchObject({ side: 'sell', limitText: '3.35' });
  await user.keyboard('b');
  expect(useTicket.getState().entry).toMatchObject({ side: 'buy', limitText: '3.45' });
});

test('the slash opens the symbol box, and an unknown symbol is told plainly', async () => {
  const { user, onGo } = await openChain();
  await user.keyboard('/');
  await user.type(screen.getByRole('combobox', { name: 'Find a symbol' }), 'zzzz');
  expect(await screen.findByText(/knows no underlying “ZZZZ”/)).toBeInstanceOf(HTMLElement);
  await user.keyboard('{Enter}');
  expect(onGo).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('combobox')).toBe(null);
});

test('a found symbol is opened by Enter', async () => {
  const { user, onGo } = await openChain();
  await user.keyboard('/spy');
  await screen.findByRole('option', { name: /SPY/ });
  await user.keyboard('{Enter}');
  expect(onGo).toHaveBeenCalledWith({ symbol: 'SPY', expiry: null, tradingClass: null });
});

test('what has expired at the exchange is no choice, however early it was read', async () => {
  const fake = fakeDesk();
  renderWithDesk(<OptionChain place={decemberChain} onGo={() => undefined} />, fake);
  expect(await screen.findByRole('tab', { name: /27 Nov/ })).toBeDefined();
  act(() => fake.pens.marketLead.set(10 * 86_400_000));
  await vi.waitFor(() => expect(screen.queryByRole('tab', { name: /27 Nov/ })).toBeNull());
  expect(screen.getByRole('tab', { name: /18 Dec.*18 d/ })).toBeDefined();
});

test('an expiry the desk picked stays as days go by, until it has expired', async () => {
  const fake = fakeDesk();
  const place = { symbol: 'AAPL', expiry: null, tradingClass: null };
  renderWithDesk(<OptionChain place={place} onGo={() => undefined} />, fake);
  expect(await screen.findByRole('tab', { name: /27 Nov.*7 d/, selected: true })).toBeDefined();
  act(() => fake.pens.marketLead.set(3 * 86_400_000));
  expect(await screen.findByRole('tab', { name: /27 Nov.*4 d/, selected: true })).toBeDefined();
  act(() => fake.pens.marketLead.set(10 * 86_400_000));
  expect(await screen.findByRole('tab', { name: /11 Dec/, selected: true })).toBeDefined();
});

test('the brackets step through the expiries', async () => {
  const { user, onGo } = await openChain();
  await user.keyboard(']');
  expect(onGo).toHaveBeenCalledWith({
    symbol: 'AAPL',
    expiry: '2026-12-24',
    tradingClass: 'AAPL',
  });
});

test('an address with an unknown symbol says so and offers a way on', async () => {
  const onGo = vi.fn<(place: Place) => void>();
  const { user } = renderWithDesk(
    <OptionChain place={{ symbol: 'NOPE', expiry: null, tradingClass: null }} onGo={onGo} />,
  );
  await screen.findByText('The broker knows no underlying “NOPE”.');
  await user.click(screen.getByRole('button', { name: 'AAPL' }));
  expect(onGo).toHaveBeenCalledWith({ symbol: 'AAPL', expiry: null, tradingClass: null });
});

test('a search that fails is not an unknown symbol, and can be tried again', async () => {
  const search = vi
    .fn<DeskServices['market']['search']>()
    .mockResolvedValueOnce(err({ kind: 'no-answer', detail: 'timeout' }))
    .mockResolvedValue(ok([{ contract: fakeAapl, months: ['DEC26'] }]));
  const { user } = renderWithDesk(
    <OptionChain place={decemberChain} onGo={vi.fn<() => void>()} />,
    fakeDesk({ override: { market: { search } } }),
  );
  await screen.findByText(/did not answer in time/);
  await user.click(screen.getByRole('button', { name: 'Try now' }));
  expect(await screen.findByRole('grid')).toBeInstanceOf(HTMLElement);
});

test('an underlying without options says so', async () => {
  const search = async () => ok([{ contract: fakeAapl, months: [] }]);
  renderWithDesk(
    <OptionChain place={decemberChain} onGo={vi.fn<() => void>()} />,
    fakeDesk({ override: { market: { search } } }),
  );
  expect(await screen.findByText('AAPL has no listed options.')).toBeInstanceOf(HTMLElement);
});

test('only rows on screen are asked for live values', async () => {
  const watched: number[][] = [];
  const watch = (conids: readonly number[]) => {
    watched.push([...conids]);
    return () => undefined;
  };
  await openChain(fakeDesk({ override: { quotes: { watch } } }));
  await waitFor(() => expect(watched.some((conids) => conids.length === 28)).toBe(true));
  expect(watched.some((conids) => conids.includes(fakeAapl.conid))).toBe(true);
});

test('axe finds nothing wrong with the chain', async () => {
  const { container } = await openChain();
  within(container).getByRole('tablist');
  expect(await axeFaults(container)).toEqual([]);
});
