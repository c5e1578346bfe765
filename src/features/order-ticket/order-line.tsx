import { contractName } from '#domain/contract-name.ts';
import type { OrderDraft, OrderTerms } from '#domain/order.ts';
import { formatPrice } from '#ui/format-number.ts';

import { SideTag } from './ticket-option.tsx';

const lasts: Record<OrderDraft['timeInForce'], string> = { day: 'Day', gtc: 'GTC', ioc: 'IOC' };

/** The order in one line: side, contract; below it price and how long. */
export function OrderLine({
  draft,
  isStored,
}: {
  readonly draft: OrderDraft;
  /** Once it is stored it has a name, by which the broker can be asked for it. */
  readonly isStored: boolean;
}) {
  const { contract, side } = draft.legs[0];
  return (
    <div>
      <div className="row">
        <SideTag side={side} count={` ${draft.quantity}`} />
        <span className="strong">{contractName(contract)}</span>
      </div>
      <div className="muted">
        {termsText(draft.terms)}, {lasts[draft.timeInForce]}.
        {isStored ? (
          <>
            {' '}
            Stored as <span className="code stored-as">{draft.clientOrderId}</span>.
          </>
        ) : null}
      </div>
    </div>
  );
}

/** "Limit 1.30", "Stop 2.00, then limit 2.10". */
function termsText(terms: OrderTerms): string {
  switch (terms.type) {
    case 'market':
      return 'Market';
    case 'limit':
      return `Limit ${formatPrice(terms.limitPrice)}`;
    case 'stop':
      return `Stop ${formatPrice(terms.stopPrice)}`;
    case 'stop-limit':
      return `Stop ${formatPrice(terms.stopPrice)}, then limit ${formatPrice(terms.limitPrice)}`;
  }
}
