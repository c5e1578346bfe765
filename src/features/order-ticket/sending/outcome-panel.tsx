import type { ReactNode } from 'react';

import { assertNever } from '#lib/assert-never.ts';
import type { Denial } from '#domain/compliance/rule.ts';
import type { BrokerOrderId } from '#domain/order.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';
import { useOrders, type DeskOrder } from '#queries/orders.ts';
import type { SentOrder } from '#stores/conversation.ts';
import { Button } from '#ui/button.tsx';
import { CheckRow } from '#ui/check-row.tsx';
import { formatPrice } from '#ui/format-number.ts';
import { Icon, type IconName } from '#ui/icon.tsx';

import { checkText } from '../checks/check-texts.ts';
import { OrderLine } from '../order-line.tsx';
import { plainWords } from '../plain-words.ts';

interface OutcomePanelProps {
  readonly order: SentOrder;
  readonly outcome: SubmitOutcome;
  /** Back to the ticket as it was written; the next order is another one. */
  readonly onBack: () => void;
  readonly onShow: (tab: 'working' | 'fills') => void;
}

interface OutcomeText {
  readonly icon: IconName;
  readonly tone: 'ok' | 'warn' | 'block';
  readonly title: string;
  /** What it means for the money, and what to do. */
  readonly text: ReactNode;
  /** Where the order is found from now on. */
  readonly place?: 'working' | 'fills';
}

/** How the order ended, in three parts: what happened, what it means for the money, what to do. */
export function OutcomePanel({ order, outcome, onBack, onShow }: OutcomePanelProps) {
  const { rows } = useOrders();
  const { icon, tone, title, text, place } = outcomeText(foundOutcome(order, outcome, rows), rows);
  const isAlarm = tone === 'block';
  return (
    <div className={`outcome outcome-${tone}`}>
      <div className="outcome-what" role={isAlarm ? 'alert' : 'status'}>
        <Icon name={icon} />
        <div>
          <h3>{title}</h3>
          {text}
        </div>
      </div>
      <div className="outcome-order">
        <OrderLine draft={order.draft} isStored />
        <p className="muted">You confirmed: {order.sentence}</p>
      </div>
      <div className="outcome-next">
        {place === undefined ? null : (
          <Button onClick={() => onShow(place)}>
            {place === 'fills' ? 'Show the fill' : 'Show working orders'}
          </Button>
        )}
        <Button onClick={onBack}>
          {place === undefined ? 'Back to the ticket' : 'Write another order'}
        </Button>
      </div>
    </div>
  );
}

/** An order that had no answer and was found meanwhile is told as what it is: at the broker. */
function foundOutcome(
  { draft }: SentOrder,
  outcome: SubmitOutcome,
  rows: readonly DeskOrder[],
): SubmitOutcome {
  if (outcome.kind !== 'unknown') return outcome;
  const row = rows.find(({ clientOrderId }) => clientOrderId === draft.clientOrderId);
  const brokerOrderId = row?.broker?.brokerOrderId;
  return brokerOrderId === undefined ? outcome : { kind: 'accepted', brokerOrderId };
}

/** An accepted order goes on living: what is told follows its row. */
function acceptedText(brokerOrderId: BrokerOrderId, rows: readonly DeskOrder[]): OutcomeText {
  const order = rows.find(({ broker }) => broker?.brokerOrderId === brokerOrderId)?.broker;
  const name = <span className="code">{brokerOrderId}</span>;
  if (order?.status === 'filled') {
    const price = order.averagePrice === null ? '' : ` at ${formatPrice(order.averagePrice)}`;
    return {
      icon: 'check',
      tone: 'ok',
      title: `Filled: ${order.filledQuantity}${price}`,
      place: 'fills',
      text: <p>The broker’s order {name} is done. The position shows what you hold now.</p>,
    };
  }
  return {
    icon: 'check',
    tone: 'ok',
    title: 'The broker has the order',
    place: 'working',
    text: (
      <p>
        It works there as {name}, also when this desk is closed. Watch it under working orders;
        cancel it there.
      </p>
    ),
  };
}

function deniedTitle(denials: readonly Denial[]): string {
  const codes = denials.map(({ code }) => code);
  if (codes.includes('ANSWER_NOT_SENT')) return 'Your yes was not sent, no order exists';
  if (codes.includes('NOT_TAKEN')) return 'The gateway did not take the order, none exists';
  return 'The desk stopped the order, nothing was sent';
}

function outcomeText(outcome: SubmitOutcome, rows: readonly DeskOrder[]): OutcomeText {
  switch (outcome.kind) {
    case 'accepted':
      return acceptedText(outcome.brokerOrderId, rows);
    case 'rejected':
      return {
        icon: 'block',
        tone: 'block',
        title: 'The broker refused the order, none exists',
        text: (
          <>
            <blockquote className="words">{plainWords(outcome.reason)}</blockquote>
            <p>
              That is the broker’s answer; it stays in the audit log. Your money is as it was.
              Change the order, or ask the broker about it.
            </p>
          </>
        ),
      };
    case 'denied':
      return {
        icon: 'block',
        tone: 'block',
        title: deniedTitle(outcome.denials),
        text: (
          <>
            <ul className="doubts" aria-label="Reasons">
              {outcome.denials.map((denial) => {
                const words = checkText(denial.code, denial.facts);
                return (
                  <CheckRow
                    key={denial.code}
                    verdict="block"
                    name={words.name}
                    evidence={words.evidence}
                  />
                );
              })}
            </ul>
            {outcome.denials.map((denial) => (
              <p key={denial.code}>{checkText(denial.code, denial.facts).advice}</p>
            ))}
          </>
        ),
      };
    case 'discarded':
      return {
        icon: 'undo',
        tone: 'warn',
        title: 'Discarded, no order exists',
        text: <p>You did not confirm the broker’s question. Your money is as it was.</p>,
      };
    case 'released':
      return {
        icon: 'undo',
        tone: 'warn',
        title: 'You released the search',
        text: (
          <p>The order was not found in two reads. If it shows up later, the desk tells you.</p>
        ),
      };
    case 'unknown':
      return {
        icon: 'clock',
        tone: 'warn',
        title: 'The search is over',
        place: 'working',
        text: (
          <p>
            It was sent once at most. If the broker has it, its row under orders shows its true
            state. Look there before you write another.
          </p>
        ),
      };
    default:
      return assertNever(outcome);
  }
}
