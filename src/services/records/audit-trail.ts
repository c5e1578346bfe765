import type { AuditService } from '../desk-services.ts';
import type { DeskState } from '../desk-state.ts';
import type { AuditEntry, AuditFilter, AuditLog, StoredAuditEntry } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';

interface Deps {
  readonly log: AuditLog;
  readonly clock: Clock;
  readonly state: Pick<DeskState, 'environment' | 'accountId' | 'sessionId'>;
}

/** Puts time, environment and account to each entry and hands it to the log. */
export class AuditTrail implements AuditService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async append(
    entry: Omit<AuditEntry, 'at' | 'environment' | 'accountId'> & Partial<AuditEntry>,
  ): Promise<void> {
    const { clock, state, log } = this.#deps;
    await log.append({
      at: clock.now(),
      environment: state.environment.get(),
      accountId: state.accountId.get(),
      sessionId: state.sessionId.get(),
      ...entry,
    });
  }

  load(filter: AuditFilter): Promise<readonly StoredAuditEntry[]> {
    return this.#deps.log.load(filter);
  }

  waiting(): Promise<number> {
    return this.#deps.log.waiting();
  }
}
