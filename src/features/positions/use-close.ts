import { useCallback } from 'react';

import { passiveMid } from '#domain/passive-mid.ts';
import type { Position } from '#domain/position.ts';
import { useClosingTerms } from '#queries/positions.ts';
import { useQuoteReader } from '#queries/quotes.ts';
import { useTicket } from '#stores/ticket.ts';

/** Writes the closing order on the ticket, at the middle of the market. Sends nothing. */
export function useClose() {
  const terms = useClosingTerms();
  const reader = useQuoteReader();
  const closeHolding = useTicket((ticket) => ticket.closeHolding);
  const { mutateAsync, isPending, error } = terms;
  const open = useCallback(
    (position: Position) => {
      const side = position.quantity.gt(0) ? 'sell' : 'buy';
      mutateAsync(position.conid).then(
        ({ contract, increments }) =>
          closeHolding({
            contract,
            side,
            quantity: position.quantity,
            price: passiveMid(reader(position.conid), side, increments),
          }),
        // The mutation keeps its error, and the pane tells it.
        () => undefined,
      );
    },
    [mutateAsync, reader, closeHolding],
  );
  return { open, isPending, error };
}
