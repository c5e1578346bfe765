import type { ConnectionState, TargetRequest } from '#domain/host-facts.ts';

import { refusal } from '../http/refusal.ts';

import type { HostClock } from './clock.ts';
import { GatewayLine } from './gateway-line.ts';

/** The one gateway the desk points at. */
export interface Target {
  readonly request: TargetRequest;
  /** The host started it. Never believed from the protocol. */
  readonly isPractice: boolean;
  readonly loginUrl: string;
  readonly fingerprint: string | null;
  readonly line: GatewayLine;
}

const stopping = refusal('SHUTTING_DOWN', 'The desk is stopping.');
const disconnected = refusal('NO_TARGET', 'The desk was disconnected before.');

/** Holds the one target and the lines to all gateways of this run. */
export class GatewayRoom {
  readonly #clock: HostClock;
  readonly #lines = new Map<string, GatewayLine>();
  #target: Target | null = null;
  /** Told when the desk points elsewhere. */
  onTarget: (target: Target | null) => void = () => undefined;
  /** Told when the gateway has shown a login by its account list, after none was known. */
  onLogin: () => void = () => undefined;
  /** Told when budget, slots or queue changed. */
  onTraffic: () => void = () => undefined;

  constructor(clock: HostClock) {
    this.#clock = clock;
  }

  get target(): Target | null {
    return this.#target;
  }

  /** Points the desk at a gateway that a probe has found. What waits for another one is refused. */
  point(found: Omit<Target, 'line'>): void {
    const line = this.#lineTo(found);
    if (this.#target?.line === line && this.#target.isPractice === found.isPractice) return;
    this.#target?.line.queue.clear(disconnected);
    this.#target = { ...found, line };
    this.onTarget(this.#target);
  }

  leave(): void {
    if (this.#target === null) return;
    this.#target.line.queue.clear(disconnected);
    this.#target = null;
    this.onTarget(null);
  }

  state(): ConnectionState {
    if (this.#target === null) return { target: null, fingerprint: null };
    const { request, isPractice, loginUrl, fingerprint } = this.#target;
    return { target: { ...request, isPractice, loginUrl }, fingerprint };
  }

  /** What waits for its turn is refused; what was sent goes on. */
  stopSending(): void {
    for (const line of this.#lines.values()) line.queue.clear(stopping);
  }

  close(): void {
    for (const line of this.#lines.values()) line.close();
  }

  #lineTo({ request, fingerprint }: Omit<Target, 'line'>): GatewayLine {
    const { host, port, isTls } = request;
    const place = `${host}:${port}`;
    const known = this.#lines.get(place);
    if (known?.address.fingerprint === fingerprint && known.address.isTls === isTls) return known;
    known?.close();
    const line = new GatewayLine({ host, port, isTls, fingerprint }, this.#clock);
    line.queue.onChange = () => this.onTraffic();
    line.proof.onLogin = () => this.onLogin();
    this.#lines.set(place, line);
    return line;
  }
}
