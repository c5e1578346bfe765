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

import { ConnectionNotes } from './connection-notes.ts';
import type { AuditService, ConnectionService } from '../desk-services.ts';
import type { DeskState } from '../desk-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskMemory } from '../ports/desk-memory.ts';
import type { FromHost, HostLink } from '../ports/host-link.ts';
import type { Acknowledgment, Connection, Records, Stored } from '../ports/records.ts';

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

/** Well inside the lease's life of some seconds. */
const renewEveryMs = 1_000;
const retryAfterMs = 2_000;
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
  readonly #notes: ConnectionNotes;
  #cancelRenew: () => void = () => undefined;
  /** While this tab connects, what the host tells of it is no news. */
  #isConnecting = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#notes = new ConnectionNotes(deps);
    this.state = deps.state.connection;
    this.mode = deps.state.mode;
    deps.host.subscribe((frame) => this.#hear(frame));
  }

  /** Takes up the connection the host already has, after a reload or in a second tab. */
  async resume(): Promise<void> {
    void this.#renew();
    const state = await this.#deps.host.loadConnection();
    if (state.ok) await this.#follow(state.value);
    else this.#deps.clock.after(retryAfterMs, () => void this.resume());
  }

  async probe(target: TargetRequest): FromHost<ProbeReport> {
    const report = await this.#deps.host.probe(target);
    this.#notes.probed(target, report.ok && report.value.isGateway);
    return report;
  }

  async connect(
    target: TargetRequest,
    environment: Environment,
    acceptFingerprint: string | null = null,
  ): FromHost<ProbeReport> {
    const { memory } = this.#deps;
    const before = memory.load(environmentKey);
    // Other tabs hear of the new target from the host, and find here which money it is.
    memory.save(environmentKey, environment);
    this.#isConnecting = true;
    const [report, state] = await this.#point(target, acceptFingerprint);
    this.#isConnecting = false;
    if (state === null) memory.save(environmentKey, before ?? 'paper');
    if (!report.ok || state === null) return report;
    this.#deps.onDisconnected();
    const begun = this.#begin(state);
    // Only now, so that the row stands with the money it is about and not with what was connected before.
    this.#notes.connected(target, report.value.fingerprint, acceptFingerprint !== null);
    await begun;
    return report;
  }

  async disconnect(): FromHost<void> {
    const state = await this.#deps.host.disconnect();
    if (!state.ok) return state;
    this.#notes.disconnected();
    this.#deps.onDisconnected();
    this.#take(state.value);
    return ok(undefined);
  }

  /** Deletes what is stored of it; a gateway that is in use under it is left, too. */
  async forget(environment: Environment): Stored<void> {
    const answer = await this.#deps.records.forgetConnection(environment);
    if (!answer.ok) return answer;
    this.#notes.forgotten(environment);
    if (environment === this.#deps.state.environment.get()) await this.disconnect();
    return answer;
  }

  loadSaved(): Stored<readonly Connection[]> {
    return this.#deps.records.loadConnections();
  }

  async save(connection: Connection): Stored<void> {
    const { records, state, clock } = this.#deps;
    const proof = state.proofOf(connection.environment, clock.now());
    const answer = await records.saveConnection(connection, proof);
    if (!answer.ok) return answer;
    this.#notes.saved(connection);
    if (connection.environment === state.environment.get())
      this.optionsLevel.set(connection.optionsLevel);
    return answer;
  }

  loadAcknowledgments(environment: Environment): Stored<readonly Acknowledgment[]> {
    return this.#deps.records.loadAcknowledgments(environment);
  }

  async acknowledge(acknowledgment: Acknowledgment): Stored<void> {
    const answer = await this.#deps.records.saveAcknowledgment(acknowledgment);
    if (answer.ok) this.#notes.acknowledged(acknowledgment);
    return answer;
  }

  /** Makes this tab the one that leads, unless another is in the middle of an order. Only when the trader acts here. */
  takeLease(): Promise<boolean> {
    return this.#lead(() => this.#deps.host.takeLease());
  }

  takeOver(isWarned: boolean): Promise<boolean> {
    return isWarned ? this.#lead(() => this.#deps.host.seizeLease()) : this.takeLease();
  }

  async #lead(ask: () => FromHost<LeaseState>): Promise<boolean> {
    if (this.lease.get()?.isLeader === true) return true;
    const lease = await ask();
    if (lease.ok) this.lease.set(lease.value);
    return lease.ok && lease.value.isLeader;
  }

  /** Points the host at the target. Without a state it points where it did. */
  async #point(
    target: TargetRequest,
    acceptFingerprint: string | null,
  ): Promise<readonly [Awaited<FromHost<ProbeReport>>, ConnectionState | null]> {
    const report = await this.#deps.host.connect(target, acceptFingerprint);
    if (!report.ok || !report.value.isGateway) return [report, null];
    const state = await this.#deps.host.loadConnection();
    return state.ok ? [report, state.value] : [state, null];
  }

  /** Goes where the host points now, whoever pointed it there. */
  async #follow(next: ConnectionState): Promise<void> {
    const before = this.state.get();
    const environment = next.target === null ? null : this.#environmentOf(next);
    const isSameMoney = environment === this.#deps.state.environment.get();
    if (before !== null && isSameTarget(before.target, next.target) && isSameMoney) return;
    if (before?.target) this.#deps.onDisconnected();
    if (next.target === null) this.#take(next);
    else await this.#begin(next);
  }

  async #begin(connection: ConnectionState): Promise<void> {
    const environment = this.#environmentOf(connection);
    this.#take(connection);
    this.#deps.state.environment.set(environment);
    const saved = await this.#deps.records.loadConnections();
    if (this.state.get() !== connection) return;
    const mine = saved.ok ? saved.value.find((row) => row.environment === environment) : undefined;
    this.optionsLevel.set(mine?.optionsLevel ?? null);
    this.#deps.onConnected();
  }

  /** Only the host knows what is practice: it started that gateway. The trader's word tells paper from live. */
  #environmentOf({ target }: ConnectionState): Environment {
    if (target?.isPractice === true) return 'practice';
    return this.#deps.memory.load(environmentKey) === 'live' ? 'live' : 'paper';
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
    if ('lease' in frame) void this.#renew();
    if ('connection' in frame && !this.#isConnecting) void this.#follow(frame.connection);
  }
}

function isSameTarget(a: ConnectionState['target'], b: ConnectionState['target']): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.host === b.host &&
    a.port === b.port &&
    a.isTls === b.isTls &&
    a.isPractice === b.isPractice &&
    a.kind === b.kind
  );
}
