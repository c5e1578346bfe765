import type {
  ConnectionState,
  HostFrame,
  HostStatus,
  LeaseState,
  ProbeReport,
  TargetRequest,
} from '#domain/host-facts.ts';
import type { Environment } from '#domain/trading-mode.ts';
import { writable } from '#lib/readable.ts';
import { ok } from '#lib/result.ts';

import type { AuditService, ConnectionService } from './desk-services.ts';
import type { DeskState } from './desk-state.ts';
import type { AuditKind } from './ports/audit-log.ts';
import type { Clock } from './ports/clock.ts';
import type { DeskMemory } from './ports/desk-memory.ts';
import type { FromHost, HostLink } from './ports/host-link.ts';
import type { Acknowledgment, Connection, Records, Stored } from './ports/records.ts';

interface Deps {
  readonly host: HostLink;
  readonly records: Records;
  readonly state: DeskState;
  readonly memory: DeskMemory;
  readonly clock: Clock;
  readonly audit: Pick<AuditService, 'append'>;
  /** Starts and ends what lives with a connection: keeper, sync, stream. */
  readonly onConnected: () => void;
  readonly onDisconnected: () => void;
}

/** Well inside the lease's life of about 2.5 s. */
const renewEveryMs = 1_000;
const environmentKey = 'environment';

/** Where the desk is pointed, and which tab leads. */
export class ConnectionHub implements ConnectionService {
  readonly state;
  readonly mode;
  readonly lease = writable<LeaseState | null>(null);
  readonly hostStatus = writable<HostStatus | null>(null);
  /** 1 to 4 as stated for the connection in use. */
  readonly optionsLevel = writable<number | null>(null);
  readonly #deps: Deps;
  #cancelRenew: () => void = () => undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.state = deps.state.connection;
    this.mode = deps.state.mode;
    deps.host.subscribe((frame) => this.#hear(frame));
  }

  /** Takes up the connection the host already has, after a reload or in a second tab. */
  async resume(): Promise<void> {
    void this.#renew();
    const state = await this.#deps.host.loadConnection();
    if (!state.ok) return;
    this.#deps.state.connection.set(state.value);
    const { target } = state.value;
    if (target === null) return;
    const remembered = this.#deps.memory.load(environmentKey);
    const chosen: Environment = remembered === 'live' ? 'live' : 'paper';
    await this.#begin(target.isPractice ? 'practice' : chosen);
  }

  async probe(target: TargetRequest): FromHost<ProbeReport> {
    const report = await this.#deps.host.probe(target);
    this.#note('connection.probed', 'Looked for a gateway.', {
      target,
      isGateway: report.ok && report.value.isGateway,
    });
    return report;
  }

  async connect(target: TargetRequest, environment: Environment): FromHost<ProbeReport> {
    const report = await this.#deps.host.connect(target);
    if (!report.ok || !report.value.isGateway) return report;
    const state = await this.#deps.host.loadConnection();
    if (!state.ok) return state;
    this.#deps.onDisconnected();
    this.#deps.state.connection.set(state.value);
    this.#deps.memory.save(environmentKey, environment);
    this.#note('connection.connected', 'Connected to the gateway.', {
      target,
      fingerprint: report.value.fingerprint,
    });
    await this.#begin(state.value.target?.isPractice === true ? 'practice' : environment);
    return report;
  }

  async disconnect(): FromHost<void> {
    const state = await this.#deps.host.disconnect();
    if (!state.ok) return state;
    this.#note('connection.disconnected', 'Disconnected from the gateway.', {});
    this.#deps.onDisconnected();
    this.#take(state.value);
    return ok(undefined);
  }

  async forget(environment: Environment): Stored<void> {
    const answer = await this.#deps.records.forgetConnection(environment);
    if (answer.ok)
      this.#note('connection.forgotten', 'Deleted the stored connection.', { environment });
    return answer;
  }

  loadSaved(): Stored<readonly Connection[]> {
    return this.#deps.records.loadConnections();
  }

  async save(connection: Connection): Stored<void> {
    const answer = await this.#deps.records.saveConnection(connection);
    if (answer.ok && connection.environment === this.#deps.state.environment.get()) {
      this.optionsLevel.set(connection.optionsLevel);
    }
    return answer;
  }

  loadAcknowledgments(environment: Environment): Stored<readonly Acknowledgment[]> {
    return this.#deps.records.loadAcknowledgments(environment);
  }

  async acknowledge(acknowledgment: Acknowledgment): Stored<void> {
    const answer = await this.#deps.records.saveAcknowledgment(acknowledgment);
    if (answer.ok) {
      const { documentId, version, textHash } = acknowledgment;
      this.#note('disclosure.acknowledged', `Acknowledged ${documentId} ${version}.`, { textHash });
    }
    return answer;
  }

  /** Makes this tab the one that leads. Only when the trader acts here. */
  async takeLease(): Promise<boolean> {
    if (this.lease.get()?.isLeader === true) return true;
    const lease = await this.#deps.host.takeLease();
    if (lease.ok) this.lease.set(lease.value);
    return lease.ok && lease.value.isLeader;
  }

  async #begin(environment: Environment): Promise<void> {
    this.#deps.state.forgetLogin();
    this.#deps.state.environment.set(environment);
    const saved = await this.#deps.records.loadConnections();
    const mine = saved.ok ? saved.value.find((row) => row.environment === environment) : undefined;
    this.optionsLevel.set(mine?.optionsLevel ?? null);
    this.#deps.onConnected();
  }

  #take(state: ConnectionState): void {
    this.#deps.state.connection.set(state);
    this.#deps.state.environment.set(null);
    this.#deps.state.forgetLogin();
  }

  async #renew(): Promise<void> {
    const lease = await this.#deps.host.renewLease();
    if (lease.ok) this.lease.set(lease.value);
    this.#cancelRenew();
    this.#cancelRenew = this.#deps.clock.after(renewEveryMs, () => void this.#renew());
  }

  #hear(frame: HostFrame): void {
    if ('status' in frame) this.hostStatus.set(frame.status);
    if ('connection' in frame && frame.connection.target === null && this.state.get()?.target) {
      this.#deps.onDisconnected();
      this.#take(frame.connection);
    }
  }

  #note(kind: AuditKind, summary: string, detail: Readonly<Record<string, unknown>>): void {
    void this.#deps.audit.append({ kind, clientOrderId: null, summary, detail });
  }
}
