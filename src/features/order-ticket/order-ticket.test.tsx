import { act, screen, waitFor, within } from '@testing-library/react';
import { Big } from 'big.js';
import { beforeEach, expect, test, vi } from 'vitest';

import type { Check } from '#domain/compliance/rule.ts';
import { brokerOrderIdOf, clientOrderIdOf } from '#domain/order.ts';
import type { BrokerQuestion, SubmitOutcome } from '#domain/submit-outcome.ts';
import { instantOf } from '#domain/time.ts';
import type { AskTrader, OrderReview, OrderService } from '#services/order-service.ts';
import { useConversation } from '#stores/conversation.ts';
import { useTicket } from '#stores/ticket.ts';
import { aBrokerOrder, aDraft, aLeg } from '#tests/builders.ts';
import { axeFaults } from '#tests/fakes/axe.ts';
import { fakeClock } from '#tests/fakes/fake-clock.ts';
import { fakeDesk, type FakeDesk } from '#tests/fakes/fake-desk.ts';
import { fakePreview } from '#tests/fakes/fake-trading-parts.ts';
import { fakeNow, fakeOption } from '#tests/fakes/fake-market.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import { OrderTicket } from './order-ticket.tsx';
import { HostStateContext, type HostState } from '#queries/host-state.ts';
import { writable } from '#lib/readable.ts';
import { OrderQuestions } from './sending/question-dialog.tsx';

beforeEach(() => {
  useTicket.setState(useTicket.getInitialState(), true);
  useConversation.setState(useConversation.getInitialState(), true);
});

const put = fakeOption('put', '255');

/** The ticket with a buy of the 255 put at its ask, as a click in the chain leaves it. */
function openTicket(fake: FakeDesk = fakeDesk(), host = writable<HostState>('here')) {
  useTicket.getState().pickOption(put, 'buy', new Big('2.85'));
  return renderWithDesk(
    <HostStateContext value={host}>
      <aside className="ticket" aria-label="Order ticket">
        <OrderTicket />
        <OrderQuestions />
      </aside>
    </HostStateContext>,
    fake,
  );
}

const reviewButton = () => screen.findByRole('button', { name: 'Review paper order' });

/** A desk whose reviews answer with these checks, and whose submit is watched. */
function deskWith(over: { readonly checks?: readonly Check[]; submit?: OrderService['submit'] }) {
  const { checks = [], submit } = over;
  const review = async (draft: OrderReview['draft']): Promise<OrderReview> => ({
    draft,
    checks,
    preview: fakePreview,
    previewError: null,
    quote: null,
    isAllowed: checks.every((check) => check.verdict !== 'block'),
    reviewedAt: fakeNow,
  });
  return fakeDesk({
    override: { orders: { review, ...(submit === undefined ? {} : { submit }) } },
  });
}

const accepted: SubmitOutcome = { kind: 'accepted', brokerOrderId: brokerOrderIdOf('77') };

async function confirm(user: ReturnType<typeof openTicket>['user'], times = 1) {
  await user.click(await reviewButton());
  const send = await screen.findByRole('button', { name: 'Buy 1, send it' });
  if (times === 2) await user.dblClick(send);
  else await user.click(send);
}

test('the ticket shows what can be lost, what it costs and the sentence', async () => {
  openTicket();
  expect(await screen.findByText('You can lose, fees included')).toBeInstanceOf(HTMLElement);
  expect(document.querySelector('.at-risk')?.textContent).toBe('$286.40');
  expect(screen.getByText(/^Buy 1 AAPL 18 Dec 26 255 put at 2.85 or lower/)).toBeInstanceOf(
    HTMLElement,
  );
  expect(screen.getByText('uses 570.00 of 86,105.30')).toBeInstanceOf(HTMLElement);
});

test('a last look a while after the checks has them made again', async () => {
  const clock = fakeClock(fakeNow);
  const { user, asked } = openTicket(fakeDesk({ clock }));
  const review = await reviewButton();
  const reviews = () => asked.filter(({ what }) => what === 'orders.review').length;
  expect(reviews()).toBe(1);
  await user.click(review);
  await user.keyboard('{Escape}');
  expect(reviews()).toBe(1);
  act(() => clock.advance(60_000));
  await user.click(review);
  await waitFor(() => expect(reviews()).toBe(2));
});

test('an open ticket is judged anew while the trader thinks, but not for hours', async () => {
  vi.useFakeTimers();
  try {
    const { asked } = openTicket();
    await act(() => vi.advanceTimersByTimeAsync(29_000));
    const reviews = () => asked.filter(({ what }) => what === 'orders.review').length;
    expect(reviews()).toBe(1);
    await act(() => vi.advanceTimersByTimeAsync(32_000));
    expect(reviews()).toBe(3);
    await act(() => vi.advanceTimersByTimeAsync(3_600_000));
    expect(reviews()).toBe(10);
  } finally {
    vi.useRealTimers();
  }
});

test('the sum of an order without a price is told as one of this moment', async () => {
  const { user } = openTicket();
  await user.selectOptions(await screen.findByRole('combobox', { name: /Type/ }), 'market');
  expect(await screen.findByText('You can lose at the price now, fees included')).toBeDefined();
});

test.each([
  ['0', 'Type 1 or more: 0 is no order.'],
  ['-3', 'Type 1 or more. To go the other way, flip the side.'],
  ['1.5', 'Contracts come whole: type 1, 2, 3.'],
  ['1,5', 'Contracts come whole, without a comma.'],
  ['1.000', 'This can be read two ways. Type it without points, commas or spaces: 1000.'],
  ['１', 'Use the digits 0 to 9.'],
  ['1e3', 'Type the number in full: 1000, not 1e3.'],
  ['∞', 'Type a whole number, 1 or more.'],
])('the quantity "%s" is kept as typed, explained, and sends nothing', async (typed, words) => {
  const { user, asked } = openTicket();
  await reviewButton();
  const field = screen.getByRole('textbox', { name: 'Contracts' });
  await user.clear(field);
  await user.type(field, typed);
  expect(screen.getByText(words)).toBeInstanceOf(HTMLElement);
  expect(field).toHaveProperty('value', typed);
  expect(screen.getByRole('button', { name: 'Quantity cannot be read' })).toHaveProperty(
    'disabled',
    true,
  );
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(screen.queryByRole('alertdialog')).toBe(null);
  expect(asked.map(({ what }) => what)).not.toContain('orders.submit');
});

test.each([
  ['2,85', 'Use a point for the decimals: 1.30.'],
  ['0', 'Type a price above 0.'],
  ['nonsense', 'Type a price with a point: 1.30.'],
])('the price "%s" is explained and sends nothing', async (typed, words) => {
  const { user } = openTicket();
  const field = screen.getByRole('textbox', { name: 'Limit per share' });
  await user.clear(field);
  await user.type(field, typed);
  expect(screen.getByText(words)).toBeInstanceOf(HTMLElement);
  expect(screen.getByRole('button', { name: 'Price cannot be used' })).toBeInstanceOf(HTMLElement);
});

test('a price between the steps offers the two nearest as buttons', async () => {
  const { user } = openTicket();
  await reviewButton();
  const field = screen.getByRole('textbox', { name: 'Limit per share' });
  await user.clear(field);
  await user.type(field, '3.02');
  expect(screen.getByRole('button', { name: '3.00' })).toBeInstanceOf(HTMLElement);
  await user.click(screen.getByRole('button', { name: '3.05' }));
  expect(field).toHaveProperty('value', '3.05');
  expect(await reviewButton()).toBeInstanceOf(HTMLElement);
});

test('the ruler and the steps move the price on the grid', async () => {
  const { user } = openTicket();
  await reviewButton();
  const field = screen.getByRole('textbox', { name: 'Limit per share' });
  await user.click(screen.getByRole('button', { name: 'Price to mid 2.82' }));
  expect(field).toHaveProperty('value', '2.82');
  const up = within(field.closest('.field') ?? document.body).getByRole('button', { name: /Up/ });
  await user.click(up);
  expect(field).toHaveProperty('value', '2.83');
  await user.click(screen.getByRole('heading', { name: 'Buy' }));
  await user.keyboard('-');
  expect(field).toHaveProperty('value', '2.82');
});

test('a blocked check disables sending and says whose rule it is', async () => {
  openTicket(
    deskWith({
      checks: [
        {
          verdict: 'block',
          code: 'FUNDS_SHORT',
          facts: { uses: '570.00', available: '100.00', currency: 'USD' },
        },
        { verdict: 'pass', code: 'MARKET_OPEN', facts: {} },
      ],
    }),
  );
  const button = await screen.findByRole('button', { name: 'Blocked: Buying power' });
  expect(button).toHaveProperty('disabled', true);
  expect(screen.getByText('needs 570.00, has 100.00')).toBeInstanceOf(HTMLElement);
});

test('the last look has its focus on going back, and nothing is sent by leaving', async () => {
  const { user, asked } = openTicket();
  await user.click(await reviewButton());
  expect(document.activeElement?.textContent).toContain('Back to the ticket');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('alertdialog')).toBe(null);
  expect(asked.map(({ what }) => what)).not.toContain('orders.submit');
});

test('a double click on the confirm button submits once', async () => {
  const submit = vi.fn<OrderService['submit']>().mockResolvedValue(accepted);
  const { user } = openTicket(deskWith({ submit }));
  await confirm(user, 2);
  await screen.findByText('The broker has the order');
  expect(submit).toHaveBeenCalledTimes(1);
  expect(submit.mock.calls[0]?.[1]).toMatch(/^Buy 1 AAPL 18 Dec 26 255 put at 2.85 or lower\./);
});

test('every order has its own client order id', async () => {
  const submit = vi.fn<OrderService['submit']>().mockResolvedValue(accepted);
  const { user } = openTicket(deskWith({ submit }));
  await confirm(user);
  await user.click(await screen.findByRole('button', { name: 'Write another order' }));
  await confirm(user);
  await waitFor(() => expect(submit).toHaveBeenCalledTimes(2));
  const ids = submit.mock.calls.map(([review]) => review.draft.clientOrderId);
  expect(new Set(ids).size).toBe(2);
});

test('a ticket written after another order can be flipped like the first', async () => {
  const submit = vi.fn<OrderService['submit']>().mockResolvedValue(accepted);
  const { user } = openTicket(deskWith({ submit }));
  await confirm(user);
  await screen.findByRole('button', { name: 'Write another order' });
  expect(screen.queryByRole('button', { name: 'Flip buy and sell' })).toBeNull();
  act(() => useTicket.getState().pickOption(fakeOption('call', '270'), 'buy', new Big('7.20')));
  expect(await screen.findByRole('button', { name: 'Flip buy and sell' })).toBeDefined();
});

test('a market order takes one more step', async () => {
  const submit = vi.fn<OrderService['submit']>().mockResolvedValue(accepted);
  const { user } = openTicket(deskWith({ submit }));
  await reviewButton();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'market');
  await waitFor(async () => expect(await reviewButton()).toHaveProperty('disabled', false));
  await user.click(await reviewButton());
  const send = screen.getByRole('button', { name: 'Buy 1, send it' });
  expect(send).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('checkbox', { name: /Any price will do/ }));
  await user.click(send);
  expect(submit).toHaveBeenCalledTimes(1);
});

const dataQuestion: BrokerQuestion = {
  replyId: 'r1',
  messages: ['<h4>Careful</h4>You are submitting an order without <b>market data</b>.'],
  messageIds: ['o354'],
};
const limitQuestion: BrokerQuestion = {
  replyId: 'r2',
  messages: ['Price exceeds the limit of 3%.'],
  messageIds: ['o163'],
};

/** A broker that asks these questions in turn, then takes the order. */
function asking(...questions: readonly BrokerQuestion[]) {
  const answers: boolean[] = [];
  const submit = async (_review: OrderReview, _sentence: string, ask: AskTrader) => {
    for (const [index, question] of questions.entries()) {
      const { isConfirmed } = await ask(question, index + 1);
      answers.push(isConfirmed);
      if (!isConfirmed) return { kind: 'discarded' as const };
    }
    return accepted;
  };
  return { submit, answers };
}

test('chained questions show the exact words as text and their meaning, discard has the focus', async () => {
  const { submit, answers } = asking(dataQuestion, limitQuestion);
  const { user } = openTicket(deskWith({ submit }));
  await confirm(user);
  const first = await screen.findByRole('alertdialog', { name: /The broker asks/ });
  expect(within(first).getByText(/You are submitting an order without market data/)).toBeTruthy();
  expect(first.querySelector('h4')).toBe(null);
  expect(within(first).getByText(/has no market data for this contract/)).toBeTruthy();
  expect(within(first).getByText('$286.40')).toBeTruthy();
  expect(document.activeElement?.textContent).toContain('Discard');
  expect(await axeFaults(first)).toEqual([]);
  await user.click(within(first).getByRole('button', { name: 'Yes, send it' }));
  await screen.findByText('Price exceeds the limit of 3%.');
  expect(document.activeElement?.textContent).toContain('Discard');
  await user.click(screen.getByRole('button', { name: 'Yes, send it' }));
  await screen.findByText('The broker has the order');
  expect(answers).toEqual([true, true]);
});

test('without its host the question says that no yes can leave, and takes none until the host is back', async () => {
  const { submit, answers } = asking(dataQuestion);
  const host = writable<HostState>('here');
  const { user } = openTicket(deskWith({ submit }), host);
  await confirm(user);
  const dialog = await screen.findByRole('alertdialog', { name: /The broker asks/ });
  const yes = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Yes, send it' });
  act(() => host.set('away'));
  expect(within(dialog).getByRole('alert').textContent).toContain('can leave this computer now');
  expect(within(dialog).getByRole('alert').textContent).toContain('the broker makes no order');
  expect(await axeFaults(dialog)).toEqual([]);
  await user.click(yes);
  expect(answers).toEqual([]);
  act(() => host.set('restarted'));
  expect(within(dialog).getByRole('alert').textContent).toContain('was restarted');
  expect(within(dialog).getByRole('alert').textContent).not.toContain('you can still answer');
  act(() => host.set('here'));
  await user.click(yes);
  expect(answers).toEqual([true]);
});

test('the last look says that nothing can be sent without the host', async () => {
  const host = writable<HostState>('here');
  const { user } = openTicket(deskWith({}), host);
  await user.click(await reviewButton());
  const send = await screen.findByRole<HTMLButtonElement>('button', { name: 'Buy 1, send it' });
  act(() => host.set('away'));
  expect(screen.getByText(/host does not answer: nothing can be sent now/)).toBeTruthy();
  expect(send.disabled).toBe(true);
});

test('Esc discards', async () => {
  const { submit, answers } = asking(dataQuestion);
  const { user } = openTicket(deskWith({ submit }));
  await confirm(user);
  await screen.findByRole('alertdialog', { name: /The broker asks/ });
  await user.keyboard('{Escape}');
  await screen.findByText('Discarded, no order exists');
  expect(answers).toEqual([false]);
});

test('a question nobody answers is discarded when its time is over', async () => {
  const { submit, answers } = asking(dataQuestion);
  const clock = fakeClock(fakeNow);
  const fake = deskWith({ submit });
  const { user } = openTicket({ ...fake, desk: { ...fake.desk, clock } });
  await confirm(user);
  await screen.findByRole('alertdialog', { name: /The broker asks/ });
  act(() => clock.advance(59_000));
  expect(answers).toEqual([]);
  act(() => clock.advance(2_000));
  await screen.findByText('Discarded, no order exists');
  expect(answers).toEqual([false]);
});

test('the broker’s refusal is shown in its own words', async () => {
  const submit = vi
    .fn<OrderService['submit']>()
    .mockResolvedValue({ kind: 'rejected', reason: 'No trading <b>permission</b>.' });
  const { user } = openTicket(deskWith({ submit }));
  await confirm(user);
  expect(await screen.findByText('No trading permission.')).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain('none exists');
});

test('a denied order names all reasons at once', async () => {
  const submit = vi.fn<OrderService['submit']>().mockResolvedValue({
    kind: 'denied',
    denials: [
      { verdict: 'block', code: 'LEASE_NOT_HELD', facts: {} },
      { verdict: 'block', code: 'REVIEW_OUTDATED', facts: {} },
    ],
  });
  const { user } = openTicket(deskWith({ submit }));
  await confirm(user);
  const panel = await screen.findByRole('alert');
  expect(panel.textContent).toContain('nothing was sent');
  expect(within(panel).getByText('Another tab')).toBeTruthy();
  expect(within(panel).getByText('Review')).toBeTruthy();
});

test('a no of the gateway is told as the gateway’s, and the host is not blamed', async () => {
  const submit = vi.fn<OrderService['submit']>().mockResolvedValue({
    kind: 'denied',
    denials: [{ verdict: 'block', code: 'NOT_TAKEN', facts: { why: 'NOT_LOGGED_IN' } }],
  });
  const { user } = openTicket(deskWith({ submit }));
  await confirm(user);
  const panel = await screen.findByRole('alert');
  expect(panel.textContent).toContain('The gateway did not take the order, none exists');
  expect(panel.textContent).toContain('says you are not logged in');
  expect(panel.textContent).toContain('Log in on the gateway’s own page');
  expect(panel.textContent).not.toMatch(/host|nothing was sent/i);
});

test('what stops an order says what to do about it, in place of what it would have done', async () => {
  const checks: readonly Check[] = [{ verdict: 'block', code: 'QUANTITY_ENORMOUS', facts: {} }];
  openTicket(deskWith({ checks }));
  expect(await screen.findByText(/Type a smaller quantity/)).toBeTruthy();
  expect(screen.queryByText(/^Buy 1 AAPL/)).toBe(null);
});

test('an order without an answer that is found shows as what it is', async () => {
  const lost: SubmitOutcome = { kind: 'unknown', detail: 'no answer' };
  const submit = vi.fn<OrderService['submit']>().mockResolvedValue(lost);
  const fake = deskWith({ submit });
  const { user } = openTicket(fake);
  await confirm(user);
  expect(await screen.findByText('The search is over')).toBeTruthy();
  const { draft } = submit.mock.calls[0]?.[0] ?? {};
  const clientOrderId = draft?.clientOrderId ?? null;
  const broker = aBrokerOrder({ clientOrderId });
  act(() =>
    fake.pens.orders.set({
      ...fake.pens.orders.get(),
      rows: [{ clientOrderId, broker, intent: null, status: broker.status }],
    }),
  );
  expect(await screen.findByText('The broker has the order')).toBeTruthy();
});

const unknownOrder = (mayRelease: boolean) => ({
  intent: {
    draft: aDraft({
      clientOrderId: clientOrderIdOf('sd-1120-0007'),
      legs: [aLeg({ contract: put })],
    }),
    environment: 'paper' as const,
    storedAt: instantOf(fakeNow - 70_000),
    outcome: null,
  },
  since: instantOf(fakeNow - 70_000),
  agreeingReads: 2,
  lastReadAt: fakeNow,
  mayRelease,
  trail: [{ at: instantOf(fakeNow - 70_000), text: 'No answer within 15 s.' }],
});

test('an unknown outcome locks the ticket: the trail is shown and nothing can be sent again', async () => {
  const fake = fakeDesk();
  const { user, asked, container } = openTicket(fake);
  await reviewButton();
  act(() => fake.pens.unknown.set([unknownOrder(false)]));
  expect(screen.getByRole('alert').textContent).toContain('We do not know yet');
  expect(screen.getByText('No answer within 15 s.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Review/ })).toBe(null);
  expect(screen.getByRole('button', { name: 'Locked until the broker answers' })).toHaveProperty(
    'disabled',
    true,
  );
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(asked.map(({ what }) => what)).not.toContain('orders.submit');
  expect(await axeFaults(container)).toEqual([]);
});

test('a question nobody answered is shown in the broker’s words, as an order that does not exist', async () => {
  const fake = fakeDesk();
  const lost = unknownOrder(false);
  const asked = { messages: ['Are you sure?'], askedAt: fakeNow, isAnswered: false };
  fake.pens.unknown.set([{ ...lost, intent: { ...lost.intent, asked } }]);
  const { container } = openTicket(fake);
  const pane = await screen.findByRole('alert');
  expect(pane.textContent).toContain('The broker asked about this order, and nobody answered.');
  expect(screen.getByText('Are you sure?')).toBeTruthy();
  expect(await axeFaults(container)).toEqual([]);
});

test('a tab that does not lead writes orders but sends none', async () => {
  const fake = deskWith({});
  fake.pens.lease.set({ isLeader: false, fence: 0, ttlMs: 2_000, isTalking: false });
  const { user } = openTicket(fake);
  const button = await screen.findByRole('button', { name: 'Read-only: another tab leads' });
  expect(button).toHaveProperty('disabled', true);
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(screen.queryByRole('alertdialog')).toBe(null);
});

test('without a session at the broker nothing written can go on, and it can again when that is back', async () => {
  const fake = deskWith({});
  openTicket(fake);
  await reviewButton();
  act(() => fake.pens.session.set({ ...fake.pens.session.get(), isReady: false }));
  const button = screen.getByRole('button', { name: 'Read-only: no session at the broker' });
  expect(button).toHaveProperty('disabled', true);
  act(() => fake.pens.session.set({ ...fake.pens.session.get(), isReady: true }));
  await reviewButton();
});

test('the lock is released only by the typed symbol, and only when the desk allows it', async () => {
  const fake = fakeDesk();
  fake.pens.unknown.set([unknownOrder(true)]);
  const { user, asked } = openTicket(fake);
  const button = screen.getByRole('button', { name: /Release the lock/ });
  expect(button).toHaveProperty('disabled', true);
  await user.type(screen.getByRole('textbox', { name: /Type AAPL to release/ }), 'aapl');
  await user.click(button);
  expect(asked.find(({ what }) => what === 'orders.release')?.with).toEqual([
    'sd-1120-0007',
    'aapl',
  ]);
});

test('another contract can be traded while one outcome is unknown', async () => {
  const fake = fakeDesk();
  fake.pens.unknown.set([unknownOrder(false)]);
  openTicket(fake);
  act(() => useTicket.getState().pickOption(fakeOption('call', '270'), 'buy', new Big('7.35')));
  expect(await reviewButton()).toBeTruthy();
  expect(screen.getByText(/1 order has no answer yet/)).toBeTruthy();
});

test('nothing can be sent before the broker has proven which money it is', async () => {
  const fake = fakeDesk();
  fake.pens.mode.set({ ...fake.pens.mode.get(), proof: 'unproven' });
  openTicket(fake);
  expect(
    await screen.findByRole('button', { name: 'Nothing can be sent: money not proven' }),
  ).toHaveProperty('disabled', true);
});

test('another mode closes the ticket', async () => {
  const fake = fakeDesk();
  openTicket(fake);
  await reviewButton();
  act(() => fake.pens.mode.set({ ...fake.pens.mode.get(), environment: 'practice' }));
  await waitFor(() => expect(useTicket.getState().entry).toBe(null));
});

test('a ticket opened before the account was known stays', async () => {
  const fake = fakeDesk();
  const mode = fake.pens.mode.get();
  fake.pens.mode.set({ ...mode, accountId: null });
  openTicket(fake);
  act(() => fake.pens.mode.set(mode));
  await reviewButton();
  expect(useTicket.getState().entry).not.toBe(null);
});

test('axe finds nothing wrong with the ticket, nor with the last look', async () => {
  const { user, container } = openTicket();
  const button = await reviewButton();
  expect(await axeFaults(container)).toEqual([]);
  await user.click(button);
  expect(await axeFaults(await screen.findByRole('alertdialog'))).toEqual([]);
});
