import type { Big } from 'big.js';

import { midOf } from '#domain/order-facts.ts';
import { formatPrice } from '#ui/format-number.ts';

interface PriceRulerProps {
  readonly bid: Big | null;
  readonly ask: Big | null;
  /** The price written; null while it cannot be read. */
  readonly price: Big | null;
  readonly onPick: (where: 'bid' | 'mid' | 'ask') => void;
}

/** The written price between bid and ask. Each end is a button that takes that price. */
export function PriceRuler({ bid, ask, price, onPick }: PriceRulerProps) {
  const mid = midOf(bid, ask);
  const at = placeOf(price, bid, ask);
  return (
    <div className="ladder">
      <div className="ruler" aria-hidden="true">
        <i style={{ left: '0%' }} />
        <i style={{ left: '50%' }} />
        <i style={{ left: '100%' }} />
        {at === null ? null : <b style={{ left: `${at}%` }} />}
      </div>
      <div className="ruler-ends">
        <End where="bid" price={bid} onPick={onPick} />
        <End where="mid" price={mid} onPick={onPick} />
        <End where="ask" price={ask} onPick={onPick} />
      </div>
    </div>
  );
}

function End(props: {
  readonly where: 'bid' | 'mid' | 'ask';
  readonly price: Big | null;
  readonly onPick: PriceRulerProps['onPick'];
}) {
  const { where, price, onPick } = props;
  if (price === null) {
    return (
      <span title={`no ${where}`}>
        {where} –<span className="vh">none</span>
      </span>
    );
  }
  return (
    <button
      type="button"
      aria-label={`Price to ${where} ${formatPrice(price.round(4))}`}
      onClick={() => onPick(where)}
    >
      {where} {formatPrice(price.round(4))}
    </button>
  );
}

/** Where the price stands, in percent of the way from bid to ask; outside it sticks to the end. */
function placeOf(price: Big | null, bid: Big | null, ask: Big | null): number | null {
  if (price === null || bid === null || ask === null || ask.lte(bid)) return null;
  const share = price.minus(bid).div(ask.minus(bid)).times(100);
  return Math.max(0, Math.min(100, share.toNumber()));
}
