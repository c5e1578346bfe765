import type { AuditFilter, StoredAuditEntry } from './audit-log.ts';
import type { Stored } from './records.ts';

/** The database's side of the audit log. A row that is already there is left as it is, so that a delivery may be repeated. */
export interface AuditSink {
  insert(entries: readonly StoredAuditEntry[]): Stored<void>;
  load(filter: AuditFilter): Stored<readonly StoredAuditEntry[]>;
}
