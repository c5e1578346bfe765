import type { Big } from 'big.js';
import { useEffect, useEffectEvent, useState } from 'react';

import type { Conid, PriceIncrement } from '#domain/contract.ts';
import { deriveOrderFacts, type OrderFacts } from '#domain/order-facts.ts';
import type { OrderDraft } from '#domain/order.ts';
import type { Position } from '#domain/position.ts';
import type { Quote } from '#domain/quote.ts';
import { useIncrements } from '#queries/chain.ts';
import { useDeskMode } from '#queries/connection.ts';
import {
  draftKey,
  useNewClientOrderId,
  useOrderReview,
  type OrderReview,
} from '#queries/orders.ts';
import { usePositions } from '#queries/positions.ts';
import { useQuote, useWatchQuotes } from '#queries/quotes.ts';
import { useTicket, type TicketEntry } from '#stores/ticket.ts';

import { heldOf, surroundings } from './surroundings.ts';
import { readEntry, type WrittenOrder } from './written-order.ts';

/** The broker is asked for its what-if when typing pauses. */
const pauseMs = 300;

export interface TicketOrder {
  readonly written: WrittenOrder;
  readonly quote: Quote | null;
  /** Null until the broker tells them. */
  readonly increments: readonly PriceIncrement[] | null;
  /** Of the contract, signed; null while positions are not read. */
  readonly held: Big | null;
  /** Null while nothing can be ordered. */
  readonly facts: OrderFacts | null;
  /** The latest review, perhaps of what was written a moment ago: see `isCurrent`. */
  readonly review: OrderReview | null;
  /** True when `review` judges exactly what is written now. */
  readonly isCurrent: boolean;
  readonly isReading: boolean;
  readonly error: Error | null;
  readonly refresh: () => void;
}

/** Everything the ticket knows about the order being written. */
export function useTicketOrder(entry: TicketEntry): TicketOrder {
  const { contract } = entry;
  const { accountId } = useDeskMode();
  const clientOrderId = useClientOrderId();
  const quote = useQuote(contract.conid);
  useWatchQuotes([contract.conid]);
  const increments = useSteps(contract.conid);
  const positions = usePositions().rows;
  const held = heldOf(positions, contract.conid)?.quantity ?? null;
  const written = readEntry(entry, { accountId, clientOrderId, held, increments });
  const { draft } = written;
  const settled = useSettledDraft(draft);
  const answer = useOrderReview(settled);
  const review = draft === null ? null : (answer.data ?? null);
  const isCurrent = isReviewOf(draft, review);
  const facts = useFacts(draft, isCurrent ? review : null, quote, positions);
  return {
    written,
    quote,
    increments,
    held,
    facts,
    review,
    isCurrent,
    isReading: draft !== null && (!isCurrent || answer.isFetching),
    error: answer.error,
    refresh: () => void answer.refetch(),
  };
}

function isReviewOf(draft: OrderDraft | null, review: OrderReview | null): boolean {
  return draft !== null && review !== null && draftKey(review.draft) === draftKey(draft);
}

const useSteps = (conid: Conid) => useIncrements(conid).data ?? null;

/** A new id for every order that is begun; typing keeps it. */
function useClientOrderId() {
  const orderNumber = useTicket((ticket) => ticket.orderNumber);
  const makeId = useNewClientOrderId();
  const [made, setMade] = useState(() => ({ orderNumber, id: makeId() }));
  if (made.orderNumber === orderNumber) return made.id;
  const next = { orderNumber, id: makeId() };
  setMade(next);
  return next.id;
}

/** The draft once it has stood still. The first one at once; without a draft nothing is judged. */
function useSettledDraft(draft: OrderDraft | null): OrderDraft | null {
  const [settled, setSettled] = useState(draft);
  const key = draft === null ? '' : draftKey(draft);
  const settle = useEffectEvent(() => setSettled(draft));
  useEffect(() => {
    const timer = setTimeout(() => settle(), key === '' ? 0 : pauseMs);
    return () => clearTimeout(timer);
  }, [key]);
  return draft === null ? null : (settled ?? draft);
}

function useFacts(
  draft: OrderDraft | null,
  review: OrderReview | null,
  quote: Quote | null,
  positions: readonly Position[] | null,
): OrderFacts | null {
  const contract = draft?.legs[0].contract;
  const underlying = useQuote(contract?.kind === 'option' ? contract.underlyingConid : null);
  if (draft === null || contract === undefined) return null;
  const preview = review?.preview ?? null;
  return deriveOrderFacts(draft, surroundings(contract, { quote, underlying, positions, preview }));
}
