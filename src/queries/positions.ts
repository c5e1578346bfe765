import { useMutation } from '@tanstack/react-query';

import type { OptionContract, PriceIncrement, UnderlyingContract } from '#domain/contract.ts';
import type { Conid } from '#domain/contract.ts';

import { useDesk, useReadable } from './desk-context.ts';
import { unwrap } from './query-failure.ts';

/** Holdings as last read: null rows were never read, an empty list was confirmed by the broker. */
export const usePositions = () => useReadable(useDesk().positions.positions);

/** What it takes to write a closing order. */
interface ClosingTerms {
  readonly contract: OptionContract | UnderlyingContract;
  /** Empty when the broker does not tell them: then the price is left as it is. */
  readonly increments: readonly PriceIncrement[];
}

/** Looks up the contract behind a position and its price steps. */
export function useClosingTerms() {
  const { market } = useDesk();
  return useMutation({
    mutationFn: async (conid: Conid): Promise<ClosingTerms> => {
      const [contract, increments] = await Promise.all([
        unwrap(market.contract(conid)),
        market.increments(conid),
      ]);
      return { contract, increments: increments.ok ? increments.value : [] };
    },
    retry: false,
  });
}
