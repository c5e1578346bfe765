import type { Conid } from '#domain/contract.ts';
import { midOf } from '#domain/order-facts.ts';
import { isWorking, type BrokerOrder } from '#domain/order.ts';
import type { Quote } from '#domain/quote.ts';
import type { DeskOrder } from '#queries/orders.ts';
import { markOf, useQuoteTruth } from '#queries/quote-truth.ts';
import { useQuoteValue } from '#queries/quotes.ts';
import { IconButton } from '#ui/button.tsx';
import { formatPrice, missingText } from '#ui/format-number.ts';
import { Icon } from '#ui/icon.tsx';
import { Lamp } from '#ui/lamp.tsx';
import { NumberCell } from '#ui/number-cell.tsx';

import { effectWords, orderName, orderTexts, statusWords, type OrderTexts } from './order-words.ts';

interface OrderRowProps {
  readonly order: DeskOrder;
  /** True while a cancel of it is on its way. */
  readonly isCanceling: boolean;
  /** The name is side, quantity and contract, as the row tells them. */
  readonly onCancel: (name: string, broker: BrokerOrder) => void;
}

export const orderKey = ({ broker, clientOrderId }: DeskOrder) =>
  broker?.brokerOrderId ?? clientOrderId ?? '';

/** One order: what became of it, what it is, how far it got. */
export function OrderRow(props: OrderRowProps) {
  const { order } = props;
  const { broker, status } = order;
  const texts = orderTexts(order);
  const words = statusWords[status];
  return (
    <tr>
      <td>
        <span className="row order-status" title={broker?.reason ?? words.meaning}>
          <Lamp look={words.look} />
          {words.word}
        </span>
      </td>
      <td className="left">
        <SideTag side={texts.side} quantity={texts.quantity} />
      </td>
      <th scope="row" className="left strong">
        {orderName(order)} <span className="muted">{effectWords(order)}</span>
      </th>
      <td className="strong">{texts.price}</td>
      <td className="order-market">
        <Market conid={conidOf(order)} />
      </td>
      <td>{texts.filled}</td>
      <td>{texts.lasts}</td>
      <td className="order-from">
        <Origin order={order} />
      </td>
      <td>
        <CancelButton {...props} />
      </td>
    </tr>
  );
}

function SideTag({ side, quantity }: Pick<OrderTexts, 'side' | 'quantity'>) {
  if (side === null) return null;
  return (
    <span className={`side side-${side}`}>
      {side.toUpperCase()} {quantity}
    </span>
  );
}

function CancelButton({ order, isCanceling, onCancel }: OrderRowProps) {
  const { broker, status } = order;
  if (!isWorking(status) || broker === null) return null;
  const what = `${broker.totalQuantity} ${orderName(order)}`;
  return (
    <IconButton
      name="close"
      className="order-cancel"
      label={`Cancel order: ${broker.side} ${what}`}
      disabled={isCanceling || status === 'pending-cancel'}
      onClick={() => onCancel(`${broker.side.toUpperCase()} ${what}`, broker)}
    />
  );
}

/** The contract of an order, when it is a single one. */
export function conidOf({ broker, intent }: DeskOrder): Conid | null {
  return broker?.conid ?? intent?.draft.legs[0].contract.conid ?? null;
}

/** Why it ended, in the broker's words; else where it came from. */
function Origin({ order }: { readonly order: DeskOrder }) {
  const { broker, clientOrderId, status } = order;
  if (broker?.reason != null) {
    return (
      <span className="order-reason" title={broker.reason}>
        “{broker.reason}”
      </span>
    );
  }
  if (status === 'question') return <span className="badge badge-warn">not answered</span>;
  if (status === 'sending') return <span className="badge badge-line">on its way</span>;
  if (status === 'unknown') return <span className="badge badge-warn">locked</span>;
  if (clientOrderId === null) {
    return (
      <span className="badge badge-dash" title="Placed by phone, TWS or another program">
        elsewhere
      </span>
    );
  }
  return (
    <span className="badge badge-line" title="Works at the broker, also when this desk is closed">
      <Icon name="broker" />
      at broker
    </span>
  );
}

const sidesText = (quote: Quote | null): string | null => {
  const mid = midOf(quote?.bid ?? null, quote?.ask ?? null);
  if (quote === null || (quote.bid === null && quote.ask === null)) return null;
  return [quote.bid, mid?.round(3) ?? null, quote.ask]
    .map((price) => (price === null ? missingText : formatPrice(price)))
    .join(' / ');
};

function Market({ conid }: { readonly conid: Conid | null }) {
  const text = useQuoteValue(conid, sidesText);
  const mark = markOf(useQuoteTruth(conid));
  return <NumberCell text={text} {...mark} reason="no quote" />;
}
