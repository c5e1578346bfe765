import { lanes, type Lane } from '#config/host-api.ts';
import { err, ok, type Result } from '#lib/result.ts';

import { refusal, type Refusal } from '../http/refusal.ts';

import type { HostClock } from './clock.ts';
import type { OrderConversation, Part } from './order-conversation.ts';
import type { EndpointLimit, RequestBudget } from './request-budget.ts';
import type { Slots } from './slots.ts';

/** A call that wants to be sent. */
export interface Ticket {
  readonly lane: Lane;
  readonly endpoint: EndpointLimit | null;
  readonly part: Part;
  readonly maxWaitMs: number;
  /** Asked at the last moment; a refusal takes the call out. */
  readonly beforeSend?: () => Refusal | null;
  /** Takes the call out while it has not been sent. */
  readonly signal?: AbortSignal;
}

/** The right to send one call now. `hang` may come once; `free` always comes in the end. */
export interface Turn {
  /** The bytes leave now. Without it, nothing was sent. */
  left(): void;
  /** The gateway answered or closed the line. */
  free(): void;
  /** Nobody waits for the answer any more. */
  hang(): void;
}

interface Waiting extends Ticket {
  readonly deadline: number;
  readonly settle: (result: Result<Turn, Refusal>) => void;
}

/** How many calls may wait out an order question, and when the others should come again. */
const mostHeld = 2;
const comeAgainMs = 2_000;

export interface QueueParts {
  readonly clock: HostClock;
  readonly budget: RequestBudget;
  readonly slots: Slots;
  readonly conversation: OrderConversation;
}

/**
 * Gives each call its turn: by lane, then by age, as far as the budget, the slots and an open order conversation allow.
 * A call that cannot be sent in time is refused, and then it is certain that it was not sent.
 */
export class RequestQueue {
  readonly #parts: QueueParts;
  #waiting: readonly Waiting[] = [];
  #callOff: () => void = () => undefined;
  /** Told after every change of what {@link facts} would say. */
  onChange: () => void = () => undefined;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  enter(ticket: Ticket): Promise<Result<Turn, Refusal>> {
    const now = this.#parts.clock.now();
    const hopeless = this.#hopeless(ticket, now);
    if (hopeless !== null) return Promise.resolve(err(hopeless));
    return new Promise((resolve) => {
      const waiting = { ...ticket, deadline: now + ticket.maxWaitMs, settle: resolve };
      this.#waiting = [...this.#waiting, waiting];
      ticket.signal?.addEventListener('abort', () => this.#leave(waiting), { once: true });
      this.pump();
    });
  }

  /** Sends what may be sent now. Called after everything that could let a call pass. */
  pump(): void {
    const now = this.#parts.clock.now();
    for (let next = this.#next(now); next !== null; next = this.#next(now)) this.#send(next, now);
    this.#thinOut(now);
    for (const late of this.#waiting.filter(({ deadline }) => deadline <= now))
      this.#settle(late, err(this.#whyLate(late, now)));
    this.#wakeLater(now);
    this.onChange();
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Refuses everything that waits. */
  clear(why: Refusal): void {
    for (const waiting of this.#waiting) this.#settle(waiting, err(why));
  }

  #next(now: number): Waiting | null {
    for (const lane of lanes) {
      const found = this.#waiting.find(
        (waiting) => waiting.lane === lane && this.#waitMs(waiting, now) === 0,
      );
      if (found !== undefined) return found;
    }
    return null;
  }

  #send(next: Waiting, now: number): void {
    const { budget, slots, conversation } = this.#parts;
    const refused = next.beforeSend?.() ?? null;
    if (refused !== null) return this.#settle(next, err(refused));
    const stamp = budget.spend(next.endpoint);
    conversation.sent(next.part, now);
    const slot = slots.take();
    this.#settle(
      next,
      ok({
        left: () => {
          stamp.at = this.#parts.clock.now();
          this.pump();
        },
        free: () => {
          stamp.at ??= -Infinity;
          slots.free(slot);
          this.pump();
        },
        hang: () => {
          slots.hang(slot);
          this.pump();
        },
      }),
    );
  }

  /** Infinity: until something happens. */
  #waitMs({ lane, endpoint, part }: Ticket, now: number): number {
    const { budget, slots, conversation } = this.#parts;
    const quietMs = conversation.waitMs(part, now);
    return slots.canTake(lane) ? Math.max(quietMs, budget.waitMs(lane, endpoint, now)) : Infinity;
  }

  #hopeless(ticket: Ticket, now: number): Refusal | null {
    const { budget, slots, conversation } = this.#parts;
    if (slots.isWedgedFor(ticket.lane)) return wedged;
    if (
      ticket.part.kind !== 'other' &&
      conversation.isAsking(now) &&
      conversation.waitMs(ticket.part, now) > 0
    )
      return conversationOpen;
    const budgetMs = budget.waitMs(ticket.lane, ticket.endpoint, now);
    return budgetMs > ticket.maxWaitMs ? rateLimited(budgetMs) : null;
  }

  #whyLate({ lane, endpoint, part }: Ticket, now: number): Refusal {
    const { budget, slots, conversation } = this.#parts;
    if (conversation.waitMs(part, now) > 0) return conversationOpen;
    const budgetMs = budget.waitMs(lane, endpoint, now);
    if (budgetMs > 0) return rateLimited(budgetMs);
    return slots.isWedgedFor(lane) ? wedged : noFreeSlot;
  }

  #wakeLater(now: number): void {
    this.#callOff();
    const waits = this.#waiting.map((waiting) =>
      Math.min(waiting.deadline - now, this.#waitMs(waiting, now)),
    );
    const soonest = Math.min(...waits);
    this.#callOff = Number.isFinite(soonest)
      ? this.#parts.clock.after(Math.max(1, Math.ceil(soonest)), () => this.pump())
      : () => undefined;
  }

  /**
   * A browser has six connections to the host; calls that wait out an order question would leave none for its reply.
   * A few may wait, in the order of their lanes; the others are told to come again.
   */
  #thinOut(now: number): void {
    if (!this.#parts.conversation.isAsking(now)) return;
    const others = lanes.flatMap((lane) =>
      this.#waiting.filter((waiting) => waiting.lane === lane && waiting.part.kind === 'other'),
    );
    for (const waiting of others.slice(mostHeld))
      this.#settle(waiting, err({ ...conversationOpen, retryAfterMs: comeAgainMs }));
  }

  #leave(waiting: Waiting): void {
    if (!this.#waiting.includes(waiting)) return;
    this.#settle(waiting, err(refusal('BAD_REQUEST', 'The page no longer waits for this.')));
    this.pump();
  }

  #settle(waiting: Waiting, result: Result<Turn, Refusal>): void {
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
    waiting.settle(result);
  }
}

const wedged = refusal(
  'GATEWAY_WEDGED',
  'The gateway answers none of the calls it holds. Restart the gateway.',
);
export const conversationOpen = refusal(
  'CONVERSATION_OPEN',
  'An order question waits for its answer; nothing else may be sent before.',
);
const noFreeSlot = refusal(
  'GATEWAY_TIMEOUT',
  'The gateway was busy with other calls all the time; this one was not sent.',
);
const rateLimited = (retryAfterMs: number) =>
  refusal('RATE_LIMITED', 'The request budget of the gateway is used up.', {
    retryAfterMs: Math.ceil(retryAfterMs),
  });
