import { useMutation, useQuery } from '@tanstack/react-query';

import type { AccountId } from '#domain/order.ts';

import { noteDeed } from './audit.ts';
import { useDesk, useReadable } from './desk-context.ts';
import { QueryFailure, unwrap } from './query-failure.ts';

export type { BrokerError } from '#services/ports/broker.ts';

/** The login's accounts with the witnesses; null before the broker has listed them. */
export const useAccountList = () => useReadable(useDesk().account.list);
export const useSelectedAccount = () => useReadable(useDesk().account.selected);

/** Figures of the selected account as last synced, for the header. */
export const useSyncedFigures = () => useReadable(useDesk().positions.figures);

/** Figures of one account, asked from the broker for it. */
export function useAccountFigures(accountId: AccountId | null) {
  const desk = useDesk();
  return useQuery({
    queryKey: ['account-figures', accountId],
    queryFn: () => (accountId === null ? null : unwrap(desk.account.fetchFigures(accountId))),
    enabled: accountId !== null,
  });
}

export function useSelectAccount() {
  const desk = useDesk();
  return useMutation({
    mutationFn: (accountId: AccountId) => unwrap(desk.account.select(accountId)),
  });
}

/** Reads account, positions, orders and executions now. */
export function useSyncNow() {
  const desk = useDesk();
  return useMutation({
    mutationFn: async () => {
      await desk.positions.syncNow();
      const read = [desk.positions.positions, desk.positions.figures, desk.orders.orders];
      const failure = read.map((part) => part.get().error).find((error) => error !== null) ?? null;
      if (failure !== null) throw new QueryFailure(failure);
      await noteDeed(desk, 'sync.manual', 'Read account, positions, orders and fills on request.');
    },
  });
}
