import { z } from 'zod';

/**
 * Faults a call can meet. `answer` gives any status and body. `hang` never answers and holds its slot; `unknown-outcome`
 * lets the call do its work and loses the answer (or gives `status` instead); `reset` cuts the client's connection.
 */
const callKinds = [
  'answer',
  'hang',
  'slow',
  'html',
  'truncated',
  'wrong-types',
  'reset',
  'unknown-outcome',
] as const;

/** `question` adds a question to the next order. The other three happen at once. */
const otherKinds = ['question', 'competing', 'drop-socket', 'silent-socket'] as const;
const statusKinds = ['400', '401', '403', '404', '429', '500', '503'] as const;

export const faultShape = z.object({
  kind: z.enum([...callKinds, ...otherKinds, ...statusKinds]),
  /** Only calls with this method. */
  method: z.string().optional(),
  /** Only calls whose path below `/v1/api` starts so. */
  path: z.string().optional(),
  count: z.number().int().positive().default(1),
  /** Delay of `slow`. Default 5000. */
  ms: z.number().nonnegative().optional(),
  /** Status of `answer` and of a lost answer. */
  status: z.number().int().min(100).max(599).optional(),
  /** Body of `answer`: text as it is, anything else as JSON. */
  body: z.unknown().optional(),
  retryAfterS: z.number().optional(),
  /** Words and id of a `question`. */
  text: z.string().optional(),
  messageId: z.string().optional(),
});

export type Fault = z.infer<typeof faultShape>;

/** The faults that wait for a call, oldest first. */
export class Faults {
  readonly #hanging: (() => void)[] = [];
  readonly #waiting: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.count });
  }

  /** Forgets all, and lets go of the connections that hung calls hold. Their clients are not told, as in the real gateway. */
  clear(): void {
    this.#waiting.length = 0;
    for (const release of this.#hanging.splice(0)) release();
  }

  /** A call hangs: its connection is given back when the faults are forgotten. */
  hang(release: () => void): void {
    this.#hanging.push(release);
  }

  list(): readonly (Fault & { readonly left: number })[] {
    return this.#waiting.map(({ fault, left }) => ({ ...fault, left }));
  }

  /** The fault this call meets, used up by one. */
  takeForCall(method: string, path: string): Fault | null {
    return this.#take(
      (fault) =>
        fault.kind !== 'question' &&
        (fault.method === undefined || fault.method.toUpperCase() === method) &&
        (fault.path === undefined || path.startsWith(fault.path)),
    );
  }

  /** The extra question the next order meets. */
  takeQuestion(): Fault | null {
    return this.#take((fault) => fault.kind === 'question');
  }

  #take(fits: (fault: Fault) => boolean): Fault | null {
    const index = this.#waiting.findIndex(({ fault }) => fits(fault));
    const found = this.#waiting[index];
    if (found === undefined) return null;
    found.left -= 1;
    if (found.left === 0) this.#waiting.splice(index, 1);
    return found.fault;
  }
}
