import type { TargetRequest } from '#domain/host-facts.ts';
import type { Environment } from '#domain/trading-mode.ts';

import type { AuditService } from '../desk-services.ts';
import type { DeskState } from '../desk-state.ts';
import type { AuditKind } from '../ports/audit-log.ts';
import type { Acknowledgment, Connection } from '../ports/records.ts';

type Detail = Readonly<Record<string, unknown>>;

interface Deps {
  readonly audit: Pick<AuditService, 'append'>;
  readonly state: Pick<DeskState, 'environment'>;
}

/** What the audit log keeps about connections. */
export class ConnectionNotes {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  probed(target: TargetRequest, isGateway: boolean): void {
    const found = isGateway ? 'one answers' : 'none answers';
    this.#note('connection.probed', `Looked for a gateway at ${addressOf(target)}: ${found}.`, {
      target,
      isGateway,
    });
  }

  connected(
    target: TargetRequest,
    fingerprint: string | null,
    isCertificateAccepted: boolean,
  ): void {
    this.#note('connection.connected', `Connected to the gateway at ${addressOf(target)}.`, {
      target,
      fingerprint,
      isCertificateAccepted,
    });
  }

  disconnected(): void {
    this.#note('connection.disconnected', 'Disconnected from the gateway.', {});
  }

  forgotten(environment: Environment): void {
    this.#noteOf(environment, 'connection.forgotten', 'Deleted the stored connection.', {
      environment,
    });
  }

  /** The username label is stored encrypted; the log is not, so it is left out. */
  saved({ usernameLabel: _sealed, ...told }: Connection): void {
    const summary = `Stored the connection to ${addressOf(told)}.`;
    this.#noteOf(told.environment, 'connection.saved', summary, told);
  }

  acknowledged({ documentId, version, textHash }: Acknowledgment): void {
    this.#note('disclosure.acknowledged', `Acknowledged ${documentId} ${version}.`, { textHash });
  }

  #note(kind: AuditKind, summary: string, detail: Detail): void {
    void this.#deps.audit.append({ kind, clientOrderId: null, summary, detail });
  }

  /** About an environment that need not be the connected one; the account in use belongs to the connected one only. */
  #noteOf(environment: Environment, kind: AuditKind, summary: string, detail: Detail): void {
    const isInUse = environment === this.#deps.state.environment.get();
    const where = isInUse ? {} : { environment, accountId: null };
    void this.#deps.audit.append({ kind, clientOrderId: null, summary, detail, ...where });
  }
}

function addressOf({ host, port, isTls }: Pick<TargetRequest, 'host' | 'port' | 'isTls'>): string {
  return `${isTls ? 'https' : 'http'}://${host}:${port}`;
}
