import { optionName } from '#domain/contract-name.ts';
import type { Side } from '#domain/order.ts';
import type { Quote } from '#domain/quote.ts';
import { markOf, useQuoteTruth } from '#queries/quote-truth.ts';
import type { TicketEntry } from '#stores/ticket.ts';
import { formatPrice, formatRatio } from '#ui/format-number.ts';
import { NumberCell } from '#ui/number-cell.tsx';

import type { TicketOrder } from './use-ticket-order.ts';

/** The leg: side, contract, and its market now. The price the side would take is bold. */
export function TicketOption({
  entry,
  order,
}: {
  readonly entry: TicketEntry;
  readonly order: TicketOrder;
}) {
  const { contract, side } = entry;
  const { quote, written } = order;
  const texts = quoteTexts(quote);
  const mark = markOf(useQuoteTruth(contract.conid));
  const count = written.quantity.ok ? ` ${written.quantity.value}` : '';
  return (
    <div className="legs">
      <table>
        <thead>
          <tr>
            <th scope="col">Side</th>
            <th scope="col">Contract</th>
            <th scope="col">Delta</th>
            <th scope="col">Bid</th>
            <th scope="col">Ask</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <SideTag side={side} count={count} />
            </td>
            <td>
              <ContractName contract={contract} />
            </td>
            <td>
              <NumberCell text={texts.delta} {...mark} reason="the broker has not computed it" />
            </td>
            <td className={side === 'sell' ? 'used' : ''}>
              <NumberCell text={texts.bid} {...mark} reason="nobody bids" />
            </td>
            <td className={side === 'buy' ? 'used' : ''}>
              <NumberCell text={texts.ask} {...mark} reason="nobody offers" />
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function ContractName({ contract }: { readonly contract: TicketEntry['contract'] }) {
  if (contract.kind !== 'option') return `${contract.symbol} shares`;
  return (
    <>
      {optionName(contract)}
      {contract.multiplier === 100 ? null : (
        <span className="badge badge-line">adjusted, {contract.multiplier} shares</span>
      )}
    </>
  );
}

function quoteTexts(quote: Quote | null) {
  const price = (value: Quote['bid'] | undefined) => (value == null ? null : formatPrice(value));
  return {
    delta: quote?.delta == null ? null : formatRatio(quote.delta, 2),
    bid: price(quote?.bid),
    ask: price(quote?.ask),
  };
}

/** Filled is buy, hollow is sell; the word says it. */
export function SideTag({ side, count }: { readonly side: Side; readonly count: string }) {
  return (
    <span className={`side side-${side}`}>
      {side.toUpperCase()}
      {count}
    </span>
  );
}
