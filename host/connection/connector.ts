import path from 'node:path';

import * as z from 'zod';

import type { ConnectionState, ProbeReport, TargetRequest } from '#domain/host-facts.ts';

import { readIfThere, writePrivateFile } from '../doors/secrets.ts';
import type { HostClock } from '../gateway/clock.ts';
import type { GatewayRoom } from '../gateway/gateway-room.ts';
import { matchRoute } from '../gateway/routes.ts';
import { jsonOf } from '../http/body.ts';
import type { PracticeGateway } from '../practice.ts';

import { addressFault, isLoopback, type AddressFault } from './address-check.ts';
import type { Glimpse } from './look.ts';
import type { Pins } from './pins.ts';
import { ProbeSteps } from './probe-steps.ts';
import { probe } from './probe.ts';

export const targetSchema = z.object({
  kind: z.enum(['practice', 'own']),
  host: z
    .string()
    .max(255)
    .transform((host) =>
      host
        .trim()
        .toLowerCase()
        .replace(/^\[(.*)\]$/, '$1'),
    ),
  port: z.number(),
  isTls: z.boolean(),
});

export interface ConnectorParts {
  readonly room: GatewayRoom;
  readonly pins: Pins;
  readonly practice: PracticeGateway | null;
  /** The one host besides this machine that may be asked. */
  readonly namedHost: string;
  readonly dataDir: string;
  readonly clock: HostClock;
}

/** How often a gateway that was not there at the start is looked for. */
const lookAgainMs = 10_000;

/** Looks at gateways and points the desk at one of them. */
export class Connector {
  readonly #parts: ConnectorParts;
  readonly #file: string;
  #isClosed = false;
  #callOff: () => void = () => undefined;

  constructor(parts: ConnectorParts) {
    this.#parts = parts;
    this.#file = path.join(parts.dataDir, 'target.json');
  }

  /** Looks only. */
  async probe(wish: TargetRequest, acceptFingerprint: string | null = null): Promise<ProbeReport> {
    const { room, pins, practice, clock } = this.#parts;
    const request = this.#resolved(wish);
    const now = () => clock.now();
    const isPractice = request.kind === 'practice';
    const fault = this.#faultOf(wish, request);
    if (fault !== null) {
      const steps = new ProbeSteps(now);
      steps.add('port', 'fail', fault.code, fault.facts);
      return { target: wish, checks: steps.checks, isGateway: false, fingerprint: null };
    }
    const pinned = isPractice
      ? (practice?.fingerprint ?? null)
      : (acceptFingerprint ?? pins.find(request.host, request.port));
    return probe({
      request,
      expectedFingerprint: pinned,
      isPractice,
      readStatus: isSamePlace(room.target?.request, request) ? statusReader(room) : null,
      now,
    });
  }

  /** Looks, and makes it the one target when a gateway is there. */
  async connect(wish: TargetRequest, acceptFingerprint: string | null): Promise<ProbeReport> {
    const report = await this.probe(wish, acceptFingerprint);
    if (!report.isGateway) return report;
    const { room, pins, practice } = this.#parts;
    const { target, fingerprint } = report;
    const isPractice = target.kind === 'practice';
    if (fingerprint !== null && !isPractice) pins.keep(target.host, target.port, fingerprint);
    const scheme = target.isTls ? 'https' : 'http';
    const host = target.host.includes(':') ? `[${target.host}]` : target.host;
    const ownLogin = `${scheme}://${host}:${target.port}/`;
    room.point({
      request: target,
      isPractice,
      loginUrl: isPractice ? (practice?.loginUrl ?? ownLogin) : ownLogin,
      fingerprint,
    });
    writePrivateFile(this.#file, JSON.stringify(target));
    return report;
  }

  disconnect(): ConnectionState {
    this.#parts.room.leave();
    writePrivateFile(this.#file, 'null');
    return this.#parts.room.state();
  }

  /**
   * After a restart: points the desk where it pointed before, as soon as a gateway with the same certificate is there.
   * Ends when the desk points anywhere, or was told to point nowhere.
   */
  async reconnect(): Promise<void> {
    const { room, clock } = this.#parts;
    const before = targetSchema.safeParse(jsonOf(readIfThere(this.#file) ?? 'null'));
    if (!before.success || room.target !== null) return;
    const report = await this.probe(before.data);
    if (this.#isClosed || room.target !== null) return;
    if (report.isGateway) await this.connect(before.data, null);
    else
      this.#callOff = clock.after(lookAgainMs, () => {
        this.reconnect().catch(() => undefined);
      });
  }

  close(): void {
    this.#isClosed = true;
    this.#callOff();
  }

  /** The practice gateway looks like a paper login at IBKR: only who asks for practice may get it. */
  #faultOf(wish: TargetRequest, { kind, host, port }: TargetRequest): AddressFault | null {
    return kind === 'practice' && wish.kind === 'own'
      ? { code: 'PRACTICE_PORT', facts: { host, port } }
      : addressFault({ host, port }, this.#parts.namedHost);
  }

  /** The practice gateway is recognised by its place, under whatever name it was asked for. */
  #resolved(wish: TargetRequest): TargetRequest {
    const { practice } = this.#parts;
    const isThere =
      practice !== null &&
      (wish.kind === 'practice' || (wish.port === practice.port && isLoopback(wish.host)));
    if (!isThere) return { ...wish, kind: 'own' };
    const { host, port, fingerprint } = practice;
    return { kind: 'practice', host, port, isTls: fingerprint !== null };
  }
}

const isSamePlace = (one: TargetRequest | undefined, other: TargetRequest): boolean =>
  one?.host === other.host && one.port === other.port && one.isTls === other.isTls;

const statusPath = 'iserver/auth/status';

function statusReader(room: GatewayRoom): ((withinMs: number) => Promise<Glimpse>) | null {
  const route = matchRoute('GET', statusPath);
  const line = room.target?.line;
  if (route === null || line === undefined) return null;
  return async (timeoutMs) => {
    const body = Buffer.alloc(0);
    const call = {
      route,
      path: statusPath,
      query: '',
      body,
      lane: 'session',
      timeoutMs,
      maxWaitMs: timeoutMs,
    } as const;
    const reply = await line.call(call);
    if (reply.ok) return reply.value;
    return reply.error.code === 'GATEWAY_TIMEOUT' ? 'silent' : 'closed';
  };
}
