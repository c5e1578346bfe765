import type { ClientOrderId, OrderDraft } from '#domain/order.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';
import type { Environment } from '#domain/trading-mode.ts';
import type { Instant } from '#domain/time.ts';

/** What we meant to send, stored before it is sent. */
export interface Intent {
  readonly draft: OrderDraft;
  readonly environment: Environment;
  readonly storedAt: Instant;
  /** Null while nobody knows: such an intent is open and must be reconciled before another one like it is sent. */
  readonly outcome: SubmitOutcome | null;
}

/** The browser's own store of intents. Resolving means committed to disk, surviving a crash. */
export interface IntentLog {
  /** Fails (rejects) when it cannot be committed; then nothing may be sent. */
  recordIntent(intent: Intent): Promise<void>;
  recordOutcome(clientOrderId: ClientOrderId, outcome: SubmitOutcome): Promise<void>;
  /** Intents without outcome or with outcome `unknown`. */
  loadOpen(): Promise<readonly Intent[]>;
  find(clientOrderId: ClientOrderId): Promise<Intent | null>;
}
