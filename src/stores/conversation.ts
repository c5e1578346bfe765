import { create } from 'zustand';

import type { OrderDraft } from '#domain/order.ts';
import type { BrokerQuestion, SubmitOutcome } from '#domain/submit-outcome.ts';

/** What the trader confirmed, kept to be shown while it is on its way and after. */
export interface SentOrder {
  readonly draft: OrderDraft;
  /** Of the ticket it was written on. */
  readonly orderNumber: number;
  /** Exactly what was read before confirming. */
  readonly sentence: string;
  /** "$742.78" or "Unlimited". */
  readonly lossText: string;
  readonly lossLabel: string;
}

/** The talk with the broker about one order. */
export type Conversation =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'sending'; readonly order: SentOrder }
  | {
      readonly kind: 'question';
      readonly order: SentOrder;
      readonly question: BrokerQuestion;
      /** 1 for the first question. */
      readonly round: number;
      readonly answer: (isConfirmed: boolean) => void;
    }
  | { readonly kind: 'done'; readonly order: SentOrder; readonly outcome: SubmitOutcome };

type Ask = (question: BrokerQuestion, round: number) => Promise<{ readonly isConfirmed: boolean }>;

interface ConversationStore {
  readonly talk: Conversation;
  /** Begins a talk; `run` does the sending. While one is under way a second call does nothing: a double click sends once. */
  readonly send: (order: SentOrder, run: (ask: Ask) => Promise<SubmitOutcome>) => Promise<void>;
  /** Puts a finished talk away. */
  readonly putAway: () => void;
}

/**
 * Lives outside the screens, so that a question is still asked and an outcome still told when the trader has gone to
 * another page meanwhile.
 */
export const useConversation = create<ConversationStore>()((set, get) => ({
  talk: { kind: 'quiet' },
  send: async (order, run) => {
    const { kind } = get().talk;
    if (kind === 'sending' || kind === 'question') return;
    set({ talk: { kind: 'sending', order } });
    const ask: Ask = (question, round) =>
      new Promise((resolve) => {
        const answer = (isConfirmed: boolean) => {
          set({ talk: { kind: 'sending', order } });
          resolve({ isConfirmed });
        };
        set({ talk: { kind: 'question', order, question, round, answer } });
      });
    try {
      set({ talk: { kind: 'done', order, outcome: await run(ask) } });
    } catch (error) {
      // A fault of ours in the middle of sending tells nothing about the order: it counts as unknown, never as failed.
      const outcome = { kind: 'unknown', detail: 'The desk itself failed while sending.' } as const;
      set({ talk: { kind: 'done', order, outcome } });
      throw error;
    }
  },
  putAway: () => set(({ talk }) => (talk.kind === 'done' ? { talk: { kind: 'quiet' } } : {})),
}));
