import { troubleOf } from '#queries/broker-trouble.ts';
import { useNow } from '#queries/desk-context.ts';
import { Button, Key } from '#ui/button.tsx';
import { formatAge } from '#ui/format-time.ts';

import { checkText } from '../checks/check-texts.ts';
import type { MoneyWords } from '../money-words.ts';
import type { TicketOrder } from '../use-ticket-order.ts';

interface SendBarProps {
  readonly order: TicketOrder;
  readonly money: MoneyWords;
  readonly onReview: () => void;
}

/** Whether what is written may go on to the last look. */
export function mayReview(order: TicketOrder, money: MoneyWords): boolean {
  return money.barrier === null && order.isCurrent && order.review?.isAllowed === true;
}

/** The way on, which sends nothing yet; or what stands in its way, and whose rule it is. */
export function SendBar({ order, money, onReview }: SendBarProps) {
  const isOpen = mayReview(order, money);
  return (
    <div className="send">
      <Button kind={isOpen ? 'main' : 'plain'} disabled={!isOpen} onClick={onReview}>
        {isOpen ? (
          <>
            Review {money.adjective} order <Key>Ctrl ↵</Key>
          </>
        ) : (
          obstacle(order, money)
        )}
      </Button>
      <p>
        <span>Nothing is sent before you confirm</span>
        <Freshness order={order} />
      </p>
    </div>
  );
}

/** What to do about the finding that stops exactly this order; empty when none does. */
export function wayOut({ review, isCurrent }: TicketOrder): string {
  const block = isCurrent ? review?.checks.find(({ verdict }) => verdict === 'block') : undefined;
  return block === undefined ? '' : checkText(block.code, block.facts).advice;
}

function obstacle({ written, review, isCurrent, error }: TicketOrder, money: MoneyWords): string {
  if (money.barrier !== null) return money.barrier;
  if (!written.quantity.ok) return 'Quantity cannot be read';
  if (written.draft === null) return 'Price cannot be used';
  if (error !== null) return 'Checks did not run';
  if (!isCurrent || review === null) return 'Checking';
  const block = review.checks.find((check) => check.verdict === 'block');
  return block === undefined
    ? 'Not allowed'
    : `Blocked: ${checkText(block.code, block.facts).name}`;
}

function Freshness({ order }: { readonly order: TicketOrder }) {
  const now = useNow();
  if (order.error !== null) {
    return (
      <span className="row">
        {troubleOf(order.error)}
        <Button isSmall onClick={order.refresh}>
          Check again
        </Button>
      </span>
    );
  }
  if (order.review === null) return <span>what-if not asked yet</span>;
  if (order.isReading) return <span>asking for the what-if</span>;
  const { preview, previewError } = order.review;
  if (preview === null)
    return <span>{previewError === null ? 'what-if not asked' : 'no what-if'}</span>;
  return <span>what-if {formatAge(now - order.review.reviewedAt)} ago</span>;
}
