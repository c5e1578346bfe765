import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { isWorking } from '#domain/order.ts';

import { useDesk, useReadable } from './desk-context.ts';
import { unwrap } from './query-failure.ts';

/** The four lamps, and until when the login lasts. */
export const useSession = () => useReadable(useDesk().session.session);

/** Asks the broker now instead of at the next beat. */
export function useCheckSession() {
  const desk = useDesk();
  return useMutation({ mutationFn: () => desk.session.checkNow() });
}

/** Takes the seat from another login of the same user: only when the trader chose it. */
export function useTakeOver() {
  const desk = useDesk();
  return useMutation({ mutationFn: () => unwrap(desk.session.takeOver()) });
}

export function useLogout() {
  const desk = useDesk();
  return useMutation({ mutationFn: () => unwrap(desk.session.logout()) });
}

/** Asks again for what is on screen and could not be had without the session, once the session is there. */
export function useRetryWhenReady(): void {
  const { isReady } = useSession();
  const client = useQueryClient();
  useEffect(() => {
    if (!isReady) return;
    const predicate = ({ state }: { readonly state: { readonly status: string } }) =>
      state.status === 'error';
    void client.refetchQueries({ type: 'active', predicate });
  }, [client, isReady]);
}

/**
 * Orders that can still fill at the broker, by the last reading. They keep working whatever happens here.
 * Null while they were never read: then nothing is claimed.
 */
export function useWorkingOrderCount(): number | null {
  const { rows, readAt } = useReadable(useDesk().orders.orders);
  if (readAt === null) return null;
  return rows.filter((row) => isWorking(row.status)).length;
}
