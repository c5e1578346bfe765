import { Big } from 'big.js';

import { instantOf } from '#domain/time.ts';
import { useConversation } from '#stores/conversation.ts';
import { useSelection } from '#stores/selection.ts';
import { useTicket } from '#stores/ticket.ts';

import { aDraft, aLeg } from '../builders.ts';
import { runningClock } from '../fakes/fake-clock.ts';
import { fakeDesk, type FakeDesk } from '../fakes/fake-desk.ts';
import { fakePreview } from '../fakes/fake-trading-parts.ts';
import { fakeAccountId } from '../fakes/fake-account.ts';
import { fakeNow, fakeOption } from '../fakes/fake-market.ts';

const desk = '/?symbol=AAPL&expiry=2026-12-18&class=AAPL';
const put = fakeOption('put', '255');
const buyPut = () => useTicket.getState().pickOption(put, 'buy', new Big('2.85'));

const sold = {
  draft: aDraft({
    accountId: fakeAccountId,
    legs: [aLeg({ contract: fakeOption('put', '260'), side: 'sell' })],
    quantity: 2,
    terms: { type: 'limit', limitPrice: new Big('4.05') },
  }),
  orderNumber: 0,
  sentence: 'Sell 2 AAPL 18 Dec 26 260 puts at 4.05 or higher. It works today only.',
  lossText: '$51,192.80',
  lossLabel: 'You can lose, fees included',
};

/** States of the desk itself: ticket, question, outcome, the kinds of nothing. */
export const deskScenes = {
  'desk-ticket': { path: desk, set: buyPut },
  'desk-sell-call': {
    path: desk,
    set: (fake: FakeDesk) => {
      fake.pens.positions.set({ rows: [], readAt: fakeNow, error: null });
      useTicket.getState().pickOption(fakeOption('call', '270'), 'sell', new Big('7.20'));
    },
  },
  'desk-nonsense': {
    path: desk,
    set: () => {
      buyPut();
      useTicket.getState().typeQuantity('1,5');
      useTicket.getState().typeLimit('3.02');
    },
  },
  'desk-stop-limit': {
    path: desk,
    set: () => {
      buyPut();
      useTicket.getState().chooseType('stop-limit');
      useTicket.getState().typeStop('3.10');
    },
  },
  'desk-block': {
    path: desk,
    make: () =>
      fakeDesk({
        clock: runningClock(fakeNow),
        override: {
          orders: {
            review: async (draft) => ({
              draft,
              checks: [
                { verdict: 'pass', code: 'ENVIRONMENT_PROVEN', facts: { proven: 'paper' } },
                { verdict: 'pass', code: 'MARKET_OPEN', facts: {} },
                {
                  verdict: 'block',
                  code: 'FUNDS_SHORT',
                  facts: { uses: '152000.00', available: '86105.30', currency: 'USD' },
                },
                {
                  verdict: 'warn',
                  code: 'PREVIEW_WARNED',
                  facts: {
                    words: '21/You are trying to submit an order without having market data',
                  },
                },
              ],
              preview: fakePreview,
              previewError: null,
              quote: null,
              isAllowed: false,
              reviewedAt: fakeNow,
            }),
          },
        },
      }),
    set: buyPut,
  },
  'desk-question': {
    path: desk,
    set: () => {
      buyPut();
      void useConversation.getState().send(sold, async (ask) => {
        await ask(
          {
            replyId: 'r1',
            messages: [
              'You are submitting an order without market data. We strongly recommend against this as it may result in erroneous and unexpected trades. Are you sure you want to submit this order?',
            ],
            messageIds: ['o354'],
          },
          1,
        );
        return { kind: 'discarded' };
      });
    },
  },
  'desk-accepted': {
    path: desk,
    set: () => {
      buyPut();
      useConversation.setState({
        talk: {
          kind: 'done',
          order: { ...sold, orderNumber: useTicket.getState().orderNumber },
          outcome: { kind: 'rejected', reason: 'No trading permission.' },
        },
      });
    },
  },
  'desk-unknown': {
    path: desk,
    set: ({ pens }: FakeDesk) =>
      pens.unknown.set([
        {
          intent: {
            draft: sold.draft,
            environment: 'paper',
            storedAt: instantOf(fakeNow - 70_000),
            outcome: null,
          },
          since: instantOf(fakeNow - 70_000),
          agreeingReads: 2,
          lastReadAt: fakeNow,
          mayRelease: true,
          trail: [
            { at: instantOf(fakeNow - 70_000), text: 'No answer within 15 s.' },
            { at: instantOf(fakeNow - 50_000), text: 'Orders and fills read: not among them.' },
            { at: instantOf(fakeNow - 20_000), text: 'Orders and fills read: not among them.' },
          ],
        },
      ]),
  },
  'desk-failed': {
    path: desk,
    set: ({ pens }: FakeDesk) => {
      const error = { kind: 'no-answer', detail: 'timeout' } as const;
      pens.positions.set({ rows: null, readAt: null, error });
      pens.orders.set({ rows: [], readAt: null, error });
    },
  },
  'desk-empty': {
    path: desk,
    set: ({ pens }: FakeDesk) => {
      pens.positions.set({ rows: [], readAt: fakeNow, error: null });
      pens.orders.set({ rows: [], readAt: fakeNow, error: null });
    },
  },
  'desk-no-symbol': { path: '/' },
  'desk-positions': { path: desk, set: () => useSelection.getState().showPane('positions') },
  'desk-orders': { path: desk, set: () => useSelection.getState().showPane('orders') },
};
