import type { Big } from 'big.js';
import type { ReactNode } from 'react';

import type { MarginChange, MarginPreview } from '#domain/compliance/rule.ts';
import type { Extent, OrderFacts } from '#domain/order-facts.ts';
import type { OrderDraft } from '#domain/order.ts';
import {
  formatDecimal,
  formatMoney,
  formatPrice,
  formatSigned,
  formatSignedMoney,
  missingText,
  toneOf,
} from '#ui/format-number.ts';
import { NumberCell } from '#ui/number-cell.tsx';

/** The headline of the ticket: what is at stake, in words and as the largest number on the screen. */
export interface Headline {
  readonly label: string;
  readonly text: string;
}

/** What can be lost; for closing orders what the trade ends at, or what comes in or goes out. */
export function headlineOf(draft: OrderDraft | null, facts: OrderFacts | null): Headline {
  if (draft === null || facts === null) return { label: 'You can lose', text: missingText };
  const fees = facts.fees === null ? 'before fees' : 'fees included';
  if (draft.effect === 'open') {
    const shares = facts.isCovered ? ', with your shares' : '';
    const price = facts.isEstimate ? ' at the price now' : '';
    return { label: `You can lose${price}${shares}, ${fees}`, text: extentText(facts.loss, facts) };
  }
  if (facts.result !== null) {
    return {
      label: `The trade ends at, ${fees}`,
      text: formatSignedMoney(facts.result, facts.currency),
    };
  }
  const verb = facts.direction === 'pay' ? 'You pay' : 'You receive';
  return { label: `${verb}, ${fees}`, text: extentText(facts.total, facts) };
}

function extentText(extent: Extent, { currency }: OrderFacts): string {
  if (extent === null) return missingText;
  return extent === 'unlimited' ? 'Unlimited' : formatMoney(extent, currency);
}

/** Money at risk first, then what it may bring. */
export function TicketRisk({
  draft,
  facts,
}: {
  readonly draft: OrderDraft | null;
  readonly facts: OrderFacts | null;
}) {
  const headline = headlineOf(draft, facts);
  const isOpening = draft?.effect !== 'close';
  return (
    <div className="risk">
      <div>
        <div className="label">{headline.label}</div>
        <div className="at-risk">{headline.text}</div>
      </div>
      {isOpening ? (
        <dl>
          <dt>Can gain</dt>
          <dt>Breakeven</dt>
          <dd>{gainText(facts)}</dd>
          <dd>
            <NumberCell
              text={facts?.breakeven == null ? null : formatPrice(facts.breakeven.round(2))}
              reason="needs a price"
            />
          </dd>
        </dl>
      ) : null}
    </div>
  );
}

function gainText(facts: OrderFacts | null): ReactNode {
  const gain = facts?.gain ?? null;
  if (gain === 'unlimited') return 'Unlimited';
  if (gain === null) return <NumberCell text={null} reason="needs a price" />;
  return <span className={toneOf(gain)}>{formatSigned(gain)}</span>;
}

/** Premium, commission and what both make. */
export function TicketCost({ facts }: { readonly facts: OrderFacts | null }) {
  const isPaid = facts?.direction !== 'receive';
  const about = facts?.isEstimate === true ? 'about ' : '';
  const money = (sum: Big | null | undefined) =>
    sum == null || facts === null ? null : `${about}${formatMoney(sum, facts.currency)}`;
  return (
    <dl className="costs">
      <div>
        <dt>Premium {isPaid ? 'paid' : 'received'}</dt>
        <dd>
          <NumberCell text={money(facts?.premium)} reason="needs a price" />
        </dd>
      </div>
      <div>
        <dt>Commission</dt>
        <dd>
          <NumberCell
            text={facts?.fees == null ? null : formatMoney(facts.fees, facts.currency)}
            reason="the broker has not told it yet"
          />
        </dd>
      </div>
      <div>
        <dt>{isPaid ? 'You pay' : 'You receive'}</dt>
        <dd>
          <NumberCell text={money(facts?.total)} reason="needs a price" />
        </dd>
      </div>
    </dl>
  );
}

interface MarginTableProps {
  readonly preview: MarginPreview | null;
  /** Why there is no preview. */
  readonly reason: string;
  readonly currency: string;
}

/** The broker's what-if: now, the change, after. */
export function MarginTable({ preview, reason, currency }: MarginTableProps) {
  const rows: readonly (readonly [string, MarginChange | null])[] = [
    ['Initial margin', preview?.initialMargin ?? null],
    ['Maintenance', preview?.maintenanceMargin ?? null],
    ['Equity', preview?.equity ?? null],
  ];
  return (
    <div className="whatif">
      <table>
        <thead>
          <tr>
            <th scope="col">What-if, {currency}</th>
            <th scope="col">Now</th>
            <th scope="col">Change</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, change]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <Sum value={change?.current ?? null} reason={reason} />
              </td>
              <td>
                <Sum value={change?.change ?? null} reason={reason} isSigned />
              </td>
              <td className="after">
                <Sum value={change?.after ?? null} reason={reason} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Sum(props: {
  readonly value: Big | null;
  readonly reason: string;
  readonly isSigned?: boolean;
}) {
  const { value, reason, isSigned = false } = props;
  const text = value === null ? null : isSigned ? formatSigned(value) : formatDecimal(value, 2);
  return <NumberCell text={text} reason={reason} />;
}
