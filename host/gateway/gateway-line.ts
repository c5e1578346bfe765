import { err, ok, type Result } from '#lib/result.ts';
import type { Lane } from '#config/host-api.ts';

import { jsonOf } from '../http/body.ts';
import { refusal, type Refusal } from '../http/refusal.ts';

import type { HostClock } from './clock.ts';
import { refusalOf, resting, timedOut } from './line-refusals.ts';
import { LoginProof } from './login-proof.ts';
import { OrderConversation, promptId, questionsIn, type Part } from './order-conversation.ts';
import { RequestBudget } from './request-budget.ts';
import { conversationOpen, RequestQueue, type Turn } from './request-queue.ts';
import { retryAfterMs } from './retry-after.ts';
import type { MatchedRoute } from './routes.ts';
import { SignOfLife } from './sign-of-life.ts';
import { SilentEndpoints } from './silent-endpoints.ts';
import { Slots } from './slots.ts';
import type { Address } from './verified-connection.ts';
import { openWire, type GatewayWire, type WireAnswer } from './wire.ts';

/** One call of the gateway's API. */
export interface GatewayCall {
  readonly route: MatchedRoute;
  /** Below the API's base, e.g. "iserver/accounts". */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** JSON text, or empty. */
  readonly body: Buffer;
  readonly lane: Lane;
  /** From the sending on. */
  readonly timeoutMs: number;
  /** The longest wait before the sending. */
  readonly maxWaitMs: number;
  readonly beforeSend?: () => Refusal | null;
  /** Takes the call out while it has not been sent. */
  readonly signal?: AbortSignal;
}

export type GatewayReply = Promise<Result<WireAnswer, Refusal>>;

const loginCheck = 'sso/validate';
const loginCheckEveryMs = 60_000;
const neverChecked = {
  reply: Promise.resolve(err(refusal('RATE_LIMITED', 'The login was never checked.'))),
  at: -Infinity,
} as const;

const apiBase = '/v1/api/';
/** A small question, answered in a fraction of a second or not at all. */
const lifeSign = 'iserver/auth/status';
const lifeWithinMs = 4_000;

/**
 * All traffic with one gateway: its budget, its slots, its order conversation and what it has proved about its login.
 * Lives as long as the host, so that pointing the desk elsewhere and back forgets no limit.
 */
export class GatewayLine {
  readonly address: Address;
  readonly proof = new LoginProof();
  readonly queue: RequestQueue;
  readonly #clock: HostClock;
  readonly #budget = new RequestBudget();
  readonly #slots = new Slots();
  readonly #conversation = new OrderConversation();
  readonly #wire: GatewayWire;
  readonly #sign: SignOfLife;
  readonly #silent = new SilentEndpoints();
  #lastLoginCheck: { readonly reply: GatewayReply; readonly at: number } = neverChecked;
  readonly #underway = new Map<string, GatewayReply>();

  constructor(address: Address, clock: HostClock) {
    this.address = address;
    this.#clock = clock;
    this.#wire = openWire(address);
    this.#sign = new SignOfLife({
      clock,
      hung: () => this.#slots.facts().hung,
      ask: () => this.#askForLife(),
      onAnswer: () => {
        this.#silent.answered(lifeSign, this.#clock.now());
        this.#slots.forgiveOldest();
        this.queue.pump();
      },
    });
    this.queue = new RequestQueue({
      clock,
      budget: this.#budget,
      slots: this.#slots,
      conversation: this.#conversation,
    });
  }

  /**
   * Sends once, never again. Identical reads under way share one answer; so do login checks within the minute that
   * must lie between them, as long as nothing hints at another login.
   */
  call(call: GatewayCall): GatewayReply {
    if (call.route.method !== 'GET') return this.#send(call);
    if (call.route.pattern === loginCheck && this.proof.isLoginChecked && this.#isCheckRecent())
      return this.#lastLoginCheck.reply;
    const key = `${call.path}?${call.query}`;
    const shared = this.#underway.get(key);
    if (shared !== undefined) return shared;
    const { signal: _whoeverAskedFirst, ...lasting } = call;
    const reply = this.#send(lasting).finally(() => this.#underway.delete(key));
    this.#underway.set(key, reply);
    if (call.route.pattern === loginCheck) this.#lastLoginCheck = { reply, at: this.#clock.now() };
    return reply;
  }

  /** The refusal of a write that would kill an open question; null when there is none. */
  conversationRefusal(route: MatchedRoute): Refusal | null {
    const now = this.#clock.now();
    const mustWait = this.#conversation.waitMs(partOf(route), now) > 0;
    return this.#conversation.isAsking(now) && mustWait ? conversationOpen : null;
  }

  /** True while an order is on its way or asked about. */
  get isConversing(): boolean {
    return this.#conversation.isOpen(this.#clock.now());
  }

  /** Nobody is left who could answer an open question: it dies, and the traffic goes on. */
  endConversation(): void {
    if (!this.#conversation.isAsking(this.#clock.now())) return;
    this.#conversation.answered([], this.#clock.now());
    this.queue.pump();
  }

  #isCheckRecent(): boolean {
    return this.#clock.now() - this.#lastLoginCheck.at < loginCheckEveryMs;
  }

  facts() {
    const now = this.#clock.now();
    return {
      budget: { ...this.#budget.facts(now), waiting: this.queue.waiting },
      slots: this.#slots.facts(),
    };
  }

  close(): void {
    this.#sign.stop();
    this.queue.clear(refusal('SHUTTING_DOWN', 'The desk is stopping.'));
    this.#wire.close();
  }

  async #send(call: GatewayCall): GatewayReply {
    const part = partOf(call.route);
    const restMs = this.#silent.restMs(call.route.pattern, this.#clock.now());
    if (restMs > 0) return err(resting(restMs));
    const entered = await this.queue.enter({
      lane: call.lane,
      endpoint: call.route.endpoint,
      part,
      maxWaitMs: call.maxWaitMs,
      ...(call.beforeSend === undefined ? {} : { beforeSend: call.beforeSend }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    });
    if (!entered.ok) return entered;
    const answer = await this.#exchange(call, entered.value);
    if (part.kind !== 'other') {
      const questions = answer.ok ? questionsIn(jsonOf(answer.value.body)) : [];
      this.#conversation.answered(questions, this.#clock.now());
      this.queue.pump();
    }
    return answer;
  }

  async #exchange(call: GatewayCall, turn: Turn): GatewayReply {
    const target = `${apiBase}${call.path}${call.query === '' ? '' : `?${call.query}`}`;
    const sentAt = this.#clock.now();
    const { answer } = this.#wire.send({
      method: call.route.method,
      target,
      body: call.body,
      isAlone: call.route.isOrderWrite,
      onLeft: () => turn.left(),
    });
    const settled = answer.then((result) => {
      // Before the slot is free: the next call must already see a pause.
      if (result.ok && result.value.status === 429)
        this.#budget.refused(retryAfterMs(result.value.retryAfter, Date.now()), this.#clock.now());
      turn.free();
      if (result.ok) this.#silent.answered(call.route.pattern, this.#clock.now());
      return result;
    });
    const result = await this.#within(call.timeoutMs, settled);
    if (result === null) {
      turn.hang();
      if (!call.route.isOrderWrite)
        this.#silent.hung(call.route.pattern, sentAt, this.#clock.now());
      this.#sign.look();
      return err(timedOut(call.timeoutMs));
    }
    if (!result.ok) return err(refusalOf(result.error));
    this.proof.observe(call, result.value, this.#clock.now());
    return ok(result.value);
  }

  /** Past the slots, which hung calls hold; never into an open order conversation, never beyond the budget. */
  #askForLife(): Promise<boolean> | null {
    const now = this.#clock.now();
    if (this.#conversation.isOpen(now) || this.#budget.waitMs('session', null, now) > 0)
      return null;
    const stamp = this.#budget.spend(null);
    stamp.at = now;
    const asked = this.#wire.send({
      method: 'GET',
      target: `${apiBase}${lifeSign}`,
      body: Buffer.alloc(0),
      isAlone: true,
    });
    return this.#within(lifeWithinMs, asked.answer).then((result) => {
      if (result === null) asked.abandon();
      return result?.ok === true;
    });
  }

  /** Null when the time is over first. */
  #within<T>(ms: number, answer: Promise<T>): Promise<T | null> {
    return new Promise((resolve) => {
      const callOff = this.#clock.after(ms, () => resolve(null));
      void answer.then((value) => {
        callOff();
        resolve(value);
      });
    });
  }
}

function partOf({ isOrderWrite, pattern, params }: MatchedRoute): Part {
  if (!isOrderWrite) return { kind: 'other' };
  if (pattern === 'iserver/reply/{id}') return { kind: 'reply', id: params['id'] ?? '' };
  if (pattern === 'iserver/notification') return { kind: 'reply', id: promptId };
  return { kind: 'write' };
}
