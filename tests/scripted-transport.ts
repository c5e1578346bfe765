import { err, ok, type Result } from '#lib/result.ts';
import type { BrokerError } from '#services/ports/broker.ts';

import type { GatewayCall, Transport } from '../src/adapters/ibkr/http.ts';

/** A body to answer with, or an error of the transport marked by `failed`. */
type Scripted = unknown;

const mark = Symbol('failure');

/** Makes a script entry answer with a failure of the transport. */
export const failed = (error: BrokerError): Scripted => ({ [mark]: error });

/**
 * A gateway that knows only what the script says. Keys are "GET /path"; a list under a key is answered one by one, the
 * last for ever. Calls outside the script throw.
 */
export function scriptedTransport(script: Readonly<Record<string, readonly Scripted[]>>) {
  const calls: GatewayCall[] = [];
  const asked = new Map<string, number>();
  const transport: Transport = {
    send: async (call): Promise<Result<unknown, BrokerError>> => {
      const key = `${call.method} ${call.path}`;
      const answers = script[key];
      if (answers === undefined) throw new Error(`Not in the script: ${key}`);
      calls.push(call);
      const turn = asked.get(key) ?? 0;
      asked.set(key, turn + 1);
      const answer = answers[Math.min(turn, answers.length - 1)];
      return isFailure(answer) ? err(answer[mark]) : ok(answer);
    },
  };
  return { transport, calls, keys: () => calls.map((call) => `${call.method} ${call.path}`) };
}

function isFailure(value: unknown): value is { [mark]: BrokerError } {
  return typeof value === 'object' && value !== null && mark in value;
}
