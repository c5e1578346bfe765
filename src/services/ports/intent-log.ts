import type { ClientOrderId, OrderDraft } from '#domain/order.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';
import type { Environment } from '#domain/trading-mode.ts';
import type { Instant } from '#domain/time.ts';

/** The broker's latest question about an order. */
export interface AskedQuestion {
  readonly messages: readonly string[];
  readonly askedAt: Instant;
  /** Stored before the yes leaves: as long as it is false, no yes was ever sent. */
  readonly isAnswered: boolean;
}

/** What we meant to send, stored before it is sent. */
export interface Intent {
  readonly draft: OrderDraft;
  readonly environment: Environment;
  readonly storedAt: Instant;
  /** Null while nobody knows: such an intent is open and must be reconciled before another one like it is sent. */
  readonly outcome: SubmitOutcome | null;
  /** Absent while the broker has not asked. */
  readonly asked?: AskedQuestion;
}

/** The browser's own store of intents. Resolving means committed to disk, surviving a crash. */
export interface IntentLog {
  /** Fails (rejects) when it cannot be committed; then nothing may be sent. */
  recordIntent(intent: Intent): Promise<void>;
  recordOutcome(clientOrderId: ClientOrderId, outcome: SubmitOutcome): Promise<void>;
  recordQuestion(clientOrderId: ClientOrderId, asked: AskedQuestion): Promise<void>;
  /** Intents without outcome or with outcome `unknown`. */
  loadOpen(): Promise<readonly Intent[]>;
  find(clientOrderId: ClientOrderId): Promise<Intent | null>;
  /** Runs `work` while all tabs know that the order is being sent and talked about; a tab that dies stops being so. */
  whileUnderway<T>(clientOrderId: ClientOrderId, work: () => Promise<T>): Promise<T>;
  /** The orders some living tab is sending or talking about. */
  loadUnderway(): Promise<ReadonlySet<ClientOrderId>>;
  /** Told when any tab wrote here, or when one stopped talking. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
}
