import type { ProbeCheck, ProbeCode, ProbeStep, ProbeVerdict } from '#domain/host-facts.ts';

const order: readonly ProbeStep[] = ['port', 'scheme', 'certificate', 'gateway', 'login'];

type Facts = ProbeCheck['facts'];

/** Collects the links of the chain as they are looked at; what was not reached waits. */
export class ProbeSteps {
  readonly #now: () => number;
  readonly #done = new Map<ProbeStep, ProbeCheck>();
  #since: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  add(step: ProbeStep, verdict: ProbeVerdict, code: ProbeCode | null, facts: Facts = {}): void {
    const now = this.#now();
    const elapsedMs = Math.round(now - this.#since);
    this.#since = now;
    this.#done.set(step, { step, verdict, code, facts, elapsedMs });
  }

  get checks(): readonly ProbeCheck[] {
    return order.map(
      (step) =>
        this.#done.get(step) ?? {
          step,
          verdict: 'waiting',
          code: null,
          facts: {},
          elapsedMs: null,
        },
    );
  }
}
