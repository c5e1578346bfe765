import { useEffect, useRef } from 'react';

import { useDeskMode } from '#queries/connection.ts';
import { useTicket } from '#stores/ticket.ts';

/** Another money, another ticket: what was written for one account must not be sent to another. */
export function useClosedByMode(): void {
  const { environment, accountId } = useDeskMode();
  const clear = useTicket((ticket) => ticket.clear);
  const before = useRef({ environment, accountId });
  useEffect(() => {
    const was = before.current;
    const isOther = isChanged(was.environment, environment) || isChanged(was.accountId, accountId);
    if (isOther) clear();
    before.current = {
      environment: environment ?? was.environment,
      accountId: accountId ?? was.accountId,
    };
  }, [environment, accountId, clear]);
}

/** Learning which it is, as after opening the page, is no change: what was picked meanwhile stays. */
const isChanged = (was: string | null, now: string | null): boolean =>
  was !== null && now !== null && was !== now;
