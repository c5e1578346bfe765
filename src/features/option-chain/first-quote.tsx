import { useEffect } from 'react';

import type { ChainRow } from '#queries/chain.ts';
import { useQuotesOf } from '#queries/quotes.ts';
import { useFirstChain } from '#stores/first-chain.ts';

/** Tells once that the first chain stands with a price in it. Draws nothing. */
export function FirstQuote({ rows }: { readonly rows: readonly ChainRow[] }) {
  const isTold = useFirstChain((first) => first.isThere);
  return isTold ? null : <WaitForQuote rows={rows} />;
}

function WaitForQuote({ rows }: { readonly rows: readonly ChainRow[] }) {
  const tell = useFirstChain((first) => first.tell);
  const conids = rows.flatMap(({ call, put }) =>
    [call, put].flatMap((contract) => contract?.conid ?? []),
  );
  const isThere = useQuotesOf(conids).some((quote) => quote !== null);
  useEffect(() => {
    if (isThere) tell();
  }, [isThere, tell]);
  return null;
}
