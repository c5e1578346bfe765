import { useCallback } from 'react';

import type { UnderlyingContract } from '#domain/contract.ts';
import { deriveExpectedMove } from '#domain/expected-move.ts';
import type { Quote } from '#domain/quote.ts';
import { spotPrice } from '#domain/spot-price.ts';
import { markOf, useQuoteTruth } from '#queries/quote-truth.ts';
import { useQuoteValue } from '#queries/quotes.ts';
import { formatDecimal, formatPrice, missingText } from '#ui/format-number.ts';
import { describe } from '#ui/number-cell.tsx';

interface LineProps {
  readonly underlying: UnderlyingContract;
  /** Columns on each side of the strike. */
  readonly span: number;
}

const spotText = (quote: Quote | null) => {
  const spot = spotPrice(quote);
  return spot === null ? null : formatPrice(spot);
};

/** Where the underlying stands now, between its strikes. */
export function SpotLine({ underlying, span }: LineProps) {
  const text = useQuoteValue(underlying.conid, spotText);
  const truth = useQuoteTruth(underlying.conid);
  const mark = markOf(truth);
  return (
    <tr className="line spot">
      <td colSpan={span}>
        <span>{underlying.symbol} now</span>
      </td>
      <th className="k" scope="row">
        {text ?? missingText}
      </th>
      <td colSpan={span}>
        <span>{mark.title ?? describe(mark.truth)}</span>
      </td>
    </tr>
  );
}

/** An edge of what the options expect, computed from the implied volatility. */
export function MoveLine({
  underlying,
  span,
  edge,
  days,
  vol,
}: LineProps & {
  readonly edge: 'low' | 'high';
  readonly days: number;
  readonly vol: number | null;
}) {
  const select = useCallback(
    (quote: Quote | null) => {
      const move = deriveExpectedMove(spotPrice(quote), vol, days);
      return move === null
        ? null
        : `${formatDecimal(move[edge], 2)} ${formatDecimal(move.move, 2)}`;
    },
    [edge, days, vol],
  );
  const [price = missingText, move = missingText] = (
    useQuoteValue(underlying.conid, select) ?? ''
  ).split(' ');
  return (
    <tr className="line">
      <td colSpan={span}>
        <span title="Computed by the desk: price × implied volatility × √time">
          {edge === 'low' ? 'Expected low' : 'Expected high'}
        </span>
      </td>
      <th className="k" scope="row">
        {price}
      </th>
      <td colSpan={span}>
        <span>
          {move} {edge === 'low' ? 'down' : 'up'}
        </span>
      </td>
    </tr>
  );
}
