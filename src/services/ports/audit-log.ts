import type { AccountId, ClientOrderId } from '#domain/order.ts';
import type { Environment } from '#domain/trading-mode.ts';
import type { Instant } from '#domain/time.ts';

export type AuditKind =
  | 'order.checked'
  | 'order.denied'
  | 'order.previewed'
  | 'order.confirmed'
  | 'order.intent-stored'
  | 'order.sent'
  | 'order.question'
  | 'order.answered'
  | 'order.accepted'
  | 'order.rejected'
  | 'order.discarded'
  | 'order.unknown'
  | 'order.reconciled'
  | 'order.released'
  | 'order.status'
  | 'order.cancel-sent'
  | 'order.cancel-refused'
  | 'order.modify-sent'
  | 'execution.seen'
  | 'session.changed'
  | 'session.login'
  | 'session.logout'
  | 'session.expiry-warning'
  | 'connection.probed'
  | 'connection.connected'
  | 'connection.disconnected'
  | 'connection.saved'
  | 'connection.forgotten'
  | 'account.selected'
  | 'mode.changed'
  | 'sync.manual'
  | 'disclosure.acknowledged'
  | 'backup.made'
  | 'backup.restored';

/** One step of the story. `shown` and `answered` hold exactly what was on screen and what was chosen. */
export interface AuditEntry {
  readonly kind: AuditKind;
  readonly at: Instant;
  readonly environment: Environment | null;
  readonly accountId: AccountId | null;
  readonly clientOrderId: ClientOrderId | null;
  /** The login's record, where this tab had written one. */
  readonly sessionId?: string | null;
  /** One line in plain words. */
  readonly summary: string;
  /** JSON: quote, checks, broker's words, answers. Money as decimal text. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An entry as stored: `writerId` and `sequence` make it arrive exactly once. */
export interface StoredAuditEntry extends AuditEntry {
  readonly writerId: string;
  readonly sequence: number;
}

export interface AuditFilter {
  readonly from?: Instant;
  readonly until?: Instant;
  readonly kindPrefix?: string;
  readonly accountId?: AccountId;
  readonly clientOrderId?: ClientOrderId;
  readonly text?: string;
  readonly limit: number;
}

/** Append-only. `append` resolves when the entry is committed in the browser; it reaches the database when that answers. */
export interface AuditLog {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first; rows still waiting in the browser are included. */
  load(filter: AuditFilter): Promise<readonly StoredAuditEntry[]>;
  /** Rows not yet in the database. */
  waiting(): Promise<number>;
}
