import { queryOptions, useQuery } from '@tanstack/react-query';

import type { DeskServices } from '#services/desk-services.ts';
import type { AuditFilter, AuditKind } from '#services/ports/audit-log.ts';

import { useDesk } from './desk-context.ts';

/** Writes down what the trader did on a screen, where no service does. `summary` in plain words. */
export const noteDeed = (
  desk: DeskServices,
  kind: AuditKind,
  summary: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> => desk.audit.append({ kind, summary, detail, clientOrderId: null });

export type { AuditFilter, AuditKind, StoredAuditEntry } from '#services/ports/audit-log.ts';

function auditQuery(desk: DeskServices, filter: AuditFilter) {
  return queryOptions({
    queryKey: ['audit', filter],
    queryFn: () => desk.audit.load(filter),
  });
}

/** Newest first; rows still waiting for the database are included. */
export const useAuditEntries = (filter: AuditFilter) =>
  useQuery({ ...auditQuery(useDesk(), filter), placeholderData: (previous) => previous });

/** Rows not yet in the database. */
export function useAuditWaiting() {
  const desk = useDesk();
  return useQuery({
    queryKey: ['audit-waiting'],
    queryFn: () => desk.audit.waiting(),
    refetchInterval: 10_000,
  });
}
