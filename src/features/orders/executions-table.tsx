import { describedName } from '#domain/contract-name.ts';
import type { Execution } from '#domain/execution.ts';
import { useNow } from '#queries/desk-context.ts';
import { useExecutions } from '#queries/orders.ts';
import { formatDecimal, formatPrice } from '#ui/format-number.ts';
import { formatAge, formatExchangeClock } from '#ui/format-time.ts';
import { NumberCell } from '#ui/number-cell.tsx';
import { EmptyPanel, LoadingPanel } from '#ui/panel.tsx';

import './orders.css';

/** Every fill the broker reported, newest first. */
export function ExecutionsTable() {
  const { rows, readAt } = useExecutions();
  const now = useNow();
  if (readAt === null && rows.length === 0) {
    return <LoadingPanel>Asking the broker, usually under 6 s.</LoadingPanel>;
  }
  if (rows.length === 0) {
    return (
      <EmptyPanel title="No fills.">
        <span className="muted">
          The broker confirmed this {readAt === null ? '' : `${formatAge(now - readAt)} ago`}.
        </span>
      </EmptyPanel>
    );
  }
  return (
    <table className="grid fills-grid">
      <thead>
        <tr>
          <th scope="col">New York</th>
          <th scope="col" className="left">
            Side
          </th>
          <th scope="col" className="left">
            Contract
          </th>
          <th scope="col">Price</th>
          <th scope="col">Commission</th>
          <th scope="col">Exchange</th>
          <th scope="col">Order</th>
        </tr>
      </thead>
      <tbody>
        {rows
          .toSorted((a, b) => b.executedAt - a.executedAt)
          .map((fill) => (
            <FillRow key={fill.executionId} fill={fill} />
          ))}
      </tbody>
    </table>
  );
}

function FillRow({ fill }: { readonly fill: Execution }) {
  const { side, quantity, commission } = fill;
  return (
    <tr>
      <td>{formatExchangeClock(fill.executedAt)}</td>
      <td className="left">
        <span className={`side side-${side}`}>
          {side.toUpperCase()} {quantity}
        </span>
      </td>
      <th scope="row" className="left strong" title={fill.description}>
        {describedName(fill.description)}
      </th>
      <td className="strong">{formatPrice(fill.price)}</td>
      <td>
        <NumberCell
          text={commission === null ? null : formatDecimal(commission, 2)}
          reason="the broker has not told it yet"
        />
      </td>
      <td>
        <NumberCell text={fill.exchange} />
      </td>
      <td className="code">
        <NumberCell text={fill.brokerOrderId} />
      </td>
    </tr>
  );
}
