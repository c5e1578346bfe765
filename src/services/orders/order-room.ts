import { OrderReviewer, type ReviewDeps } from './review-order.ts';
import { OrderSubmitter, type SubmitDeps } from './submit-order.ts';

export type OrderRoomDeps = ReviewDeps & Omit<SubmitDeps, 'recheck'>;

/** What judges orders and what sends them: a chunk of its own, fetched with the first ticket. */
export function openOrderRoom(deps: OrderRoomDeps) {
  const reviewer = new OrderReviewer(deps);
  const submitter = new OrderSubmitter({ ...deps, recheck: (review) => reviewer.recheck(review) });
  return { reviewer, submitter };
}
