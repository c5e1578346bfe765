import type * as z from 'zod/mini';

import type { Reply } from '#services/ports/broker.ts';

import type { GatewayCall, Transport } from './http.ts';
import { readAs } from './schema.ts';

/** Sends one call and reads its answer by the schema. */
export async function ask<T extends z.ZodMiniType>(
  transport: Transport,
  call: GatewayCall,
  schema: T,
): Reply<z.output<T>> {
  const answer = await transport.send(call);
  return answer.ok ? readAs(schema, answer.value) : answer;
}
