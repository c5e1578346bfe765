import { useMutation, useQuery } from '@tanstack/react-query';

import type { AccountId, BrokerOrderId, ClientOrderId, OrderDraft } from '#domain/order.ts';
import type { AskTrader, OrderReview } from '#services/order-service.ts';

import { useDesk, useReadable } from './desk-context.ts';
import { unwrap } from './query-failure.ts';

export type { AskedQuestion } from '#services/ports/intent-log.ts';
export type { AskTrader, DeskOrder, OrderReview, UnknownOrder } from '#services/order-service.ts';

/** Orders of the day and older working ones, with when they were read and what went wrong last. */
export const useOrders = () => useReadable(useDesk().orders.orders);
export const useExecutions = () => useReadable(useDesk().orders.executions);
/** Orders of which nobody knows what became of them. */
export const useUnknownOrders = () => useReadable(useDesk().orders.unknown);

export function useRefreshOrders() {
  const { orders } = useDesk();
  return useMutation({ mutationFn: () => orders.refresh() });
}

interface CancelWish {
  readonly accountId: AccountId;
  readonly brokerOrderId: BrokerOrderId;
  /** Side, quantity and contract: the order may have left the list when its cancel fails. */
  readonly name: string;
}

/** Asks the broker to cancel. The row says when it is done. */
export function useCancelOrder() {
  const { orders } = useDesk();
  return useMutation({
    mutationFn: (order: CancelWish) => unwrap(orders.cancel(order.accountId, order.brokerOrderId)),
    retry: false,
  });
}

/** Lets go of an order nobody found. Fails with `too-early` or `wrong-text` as a value of the mutation's error. */
export function useReleaseOrder() {
  const { orders } = useDesk();
  return useMutation({
    mutationFn: (wish: { readonly clientOrderId: ClientOrderId; readonly typed: string }) =>
      orders.release(wish.clientOrderId, wish.typed),
    retry: false,
  });
}

/** Makes the ids of new orders. */
export function useNewClientOrderId(): () => ClientOrderId {
  const { orders } = useDesk();
  return () => orders.newClientOrderId();
}

/**
 * An open ticket is judged anew this often: prices, margin and the session go on while the trader thinks. Each time is a
 * row in the log of checks, so one left open is let be after a while; its last look has it judged again.
 */
const reviewEveryMs = 30_000;
const mostReviews = 10;

/** An option on its last day is judged anew at the moment in which its trading ends, too. False: not by itself. */
function untilNextReview(
  review: OrderReview | null | undefined,
  reviews: number,
  marketNow: number,
): number | false {
  const last = review?.checks.find(({ code }) => code === 'CONTRACT_EXPIRES_TODAY');
  const endsAt = last?.facts['endsAt'];
  const leftMs = typeof endsAt === 'number' ? endsAt - marketNow : 0;
  if (reviews >= mostReviews) return leftMs > 0 && leftMs;
  return leftMs > 0 ? Math.min(leftMs, reviewEveryMs) : reviewEveryMs;
}

/**
 * All checks with evidence and the broker's what-if of a draft; sends no order. Reviews of older drafts never overtake: each
 * draft has its own key. The last review stays while the next one is read, and says of which draft it is.
 */
export function useOrderReview(draft: OrderDraft | null) {
  const { orders, clock, marketLead } = useDesk();
  return useQuery({
    queryKey: ['order-review', draft === null ? null : draftKey(draft)],
    queryFn: () => (draft === null ? null : orders.review(draft)),
    enabled: draft !== null,
    placeholderData: (previous) => previous,
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      untilNextReview(data, dataUpdateCount, clock.now() + marketLead.get()),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

/** Two drafts with the same key are the same order. */
export function draftKey(draft: OrderDraft): string {
  return JSON.stringify(draft);
}

/** Sends a reviewed order, at most once; never repeated by itself. */
export function useSubmitOrder() {
  const { orders } = useDesk();
  return (review: OrderReview, sentence: string, ask: AskTrader) =>
    orders.submit(review, sentence, ask);
}
