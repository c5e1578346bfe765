import * as z from 'zod';

import { hostPaths } from '#config/host-api.ts';
import type { TargetRequest } from '#domain/host-facts.ts';
import { err, ok, type Result } from '#lib/result.ts';

import type { Errand, Handler } from '../errand.ts';
import type { GatewayRoom } from '../gateway/gateway-room.ts';
import { jsonOf, readBody } from '../http/body.ts';
import { refusal, type Refusal } from '../http/refusal.ts';
import { sendJson, sendRefusal } from '../http/responses.ts';

import { targetSchema, type Connector } from './connector.ts';

const wishSchema = targetSchema.and(
  z.object({
    /** The changed certificate that the trader has looked at and accepts. */
    acceptFingerprint: z.string().max(200).nullish(),
  }),
);

type Wish = TargetRequest & { readonly acceptFingerprint?: string | null | undefined };

/** `/host/connection` and its probe. */
export function connectionRoutes(
  connector: Connector,
  room: GatewayRoom,
): Readonly<Record<string, Handler>> {
  return {
    [`GET ${hostPaths.connection}`]: ({ response }) => sendJson(response, 200, room.state()),
    [`DELETE ${hostPaths.connection}`]: ({ response }) =>
      sendJson(response, 200, connector.disconnect()),
    [`POST ${hostPaths.connection}`]: withWish((wish) =>
      connector.connect(wish, wish.acceptFingerprint ?? null),
    ),
    [`POST ${hostPaths.probe}`]: withWish((wish) => connector.probe(wish)),
  };
}

function withWish(answer: (wish: Wish) => Promise<unknown>): Handler {
  return async (errand) => {
    const wish = await wishIn(errand.request);
    if (wish.ok) sendJson(errand.response, 200, await answer(wish.value));
    else sendRefusal(errand.response, wish.error);
  };
}

async function wishIn(request: Errand['request']): Promise<Result<Wish, Refusal>> {
  const body = await readBody(request, 4_096);
  if (!body.ok) return body;
  const wish = wishSchema.safeParse(jsonOf(body.value));
  return wish.success
    ? ok(wish.data)
    : err(refusal('BAD_REQUEST', 'The body must be {"kind", "host", "port", "isTls"}.'));
}
