/** The practice gateway's control door, as a program on this machine uses it: faults, its log and its own truth. */
import https from 'node:https';
import * as z from 'zod';

/** A fault for the calls that fit; see the practice gateway's own list. */
export interface Fault {
  readonly kind: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Start of the path below `/v1/api`. */
  readonly path?: string;
  readonly count?: number;
  readonly status?: number;
  readonly retryAfterS?: number;
  /** Of an `answer`. */
  readonly body?: unknown;
}

const logSchema = z.array(z.object({ method: z.string(), path: z.string() }));
const stateSchema = z.object({
  market: z.object({ now: z.number() }),
  truth: z.array(z.object({ orders: z.array(z.object({ status: z.string() })) })),
});

export class PracticeControls {
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  async break(...faults: readonly Fault[]): Promise<void> {
    await this.#ask('POST', '/faults', faults);
  }

  async mend(): Promise<void> {
    await this.#ask('DELETE', '/faults');
  }

  /** Every order write that arrived since the start, as "POST /iserver/account/DU7418203/orders". What-ifs are none. */
  async orderWrites(): Promise<readonly string[]> {
    const rows = logSchema.parse(JSON.parse(await this.#ask('GET', '/log')));
    return rows
      .filter(
        ({ method, path }) =>
          method !== 'GET' &&
          !path.endsWith('/whatif') &&
          /^\/iserver\/(account\/[^/]+\/orders?\b|reply\/)/.test(path),
      )
      .map(({ method, path }) => `${method} ${path}`);
  }

  /** Lets the time of market and login pass at once, up to a moment given in ISO. */
  async passTo(moment: string): Promise<void> {
    const { market } = stateSchema.parse(JSON.parse(await this.#ask('GET', '/state')));
    await this.#ask('POST', '/clock', { advance: Date.parse(moment) - market.now });
  }

  /** Sets the clock of the market alone; sessions do not age. */
  async setMarket(moment: string): Promise<void> {
    await this.#ask('POST', '/clock', { now: Date.parse(moment) });
  }

  /** The states of all orders the exchange really has. */
  async orders(): Promise<readonly string[]> {
    const { truth } = stateSchema.parse(JSON.parse(await this.#ask('GET', '/state')));
    return truth.flatMap(({ orders }) => orders.map(({ status }) => status));
  }

  #ask(method: string, path: string, body?: unknown): Promise<string> {
    return new Promise((resolve, reject) => {
      const call = https.request(
        {
          host: 'localhost',
          port: this.#port,
          method,
          path: `/practice${path}`,
          rejectUnauthorized: false,
          agent: false,
          headers: { 'content-type': 'application/json' },
        },
        (answer) => {
          let said = '';
          answer.on('data', (chunk: Buffer) => (said += chunk.toString()));
          answer.on('end', () =>
            answer.statusCode === 200 ? resolve(said) : reject(new Error(`${path}: ${said}`)),
          );
        },
      );
      call.on('error', reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}
