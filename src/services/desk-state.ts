import type { EnvironmentWitnesses, ProvenEnvironment } from '#domain/account.ts';
import type { AccountIdentity } from '#domain/account.ts';
import type { ConnectionState } from '#domain/host-facts.ts';
import type { AccountId } from '#domain/order.ts';
import type { Instant } from '#domain/time.ts';
import { modeOf, type Environment } from '#domain/trading-mode.ts';
import { writable } from '#lib/readable.ts';

import type { DeskMode } from './desk-services.ts';
import type { ConnectionProof } from './ports/records.ts';

export interface KnownAccounts {
  readonly accounts: readonly AccountIdentity[];
  readonly witnesses: EnvironmentWitnesses;
  readonly proof: ProvenEnvironment;
}

/** What several services of one desk must agree on. Written by the connection and account services only. */
export class DeskState {
  readonly connection = writable<ConnectionState | null>(null);
  readonly environment = writable<Environment | null>(null);
  readonly accounts = writable<KnownAccounts | null>(null);
  readonly accountId = writable<AccountId | null>(null);
  /** The stored record of the login, once this tab has written it. */
  readonly sessionId = writable<string | null>(null);
  readonly mode = writable<DeskMode>({
    mode: null,
    environment: null,
    proof: 'unproven',
    accountId: null,
  });

  constructor() {
    for (const part of [this.environment, this.accounts, this.accountId]) {
      part.subscribe(() => this.#derive());
    }
  }

  /** What the login said about itself; null while it has listed no account, or is one of another environment. */
  proofOf(environment: Environment, now: Instant): ConnectionProof | null {
    const known = this.accounts.get();
    if (known === null || environment !== this.environment.get()) return null;
    const fingerprint = this.connection.get()?.fingerprint ?? null;
    return { witnesses: known.witnesses, verdict: known.proof, at: now, fingerprint };
  }

  /** Forgets everything a login proved: a new login proves itself anew. */
  forgetLogin(): void {
    this.accounts.set(null);
    this.accountId.set(null);
  }

  #derive(): void {
    const environment = this.environment.get();
    this.mode.set({
      mode: environment === null ? null : modeOf(environment),
      environment,
      proof: this.accounts.get()?.proof ?? 'unproven',
      accountId: this.accountId.get(),
    });
  }
}
