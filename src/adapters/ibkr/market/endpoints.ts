import * as z from 'zod/mini';

import type { Lane } from '#config/host-api.ts';
import type { Conid } from '#domain/contract.ts';
import { ok } from '#lib/result.ts';
import type { Reply } from '#services/ports/broker.ts';

import { ask } from '../ask.ts';
import type { Transport } from '../http.ts';
import {
  looseConid,
  looseDecimal,
  looseNumber,
  neededConid,
  tolerantList,
  words,
} from '../schema.ts';

const securityDefinition = z.object({
  conid: neededConid,
  currency: words,
  name: words,
  fullName: words,
  assetClass: words,
  expiry: words,
  lastTradingDay: words,
  putOrCall: words,
  strike: looseDecimal,
  ticker: words,
  undConid: looseConid,
  multiplier: looseNumber,
  listingExchange: words,
});
export type SecurityDefinition = z.output<typeof securityDefinition>;

/** GET /trsrv/secdef: at most 200 conids. Contracts it does not know are left out. */
export async function getTrsrvSecdef(
  transport: Transport,
  conids: readonly Conid[],
  lane: Lane,
): Reply<readonly SecurityDefinition[]> {
  const answer = await ask(
    transport,
    { method: 'GET', path: '/trsrv/secdef', query: { conids: conids.join(',') }, lane },
    z.nullable(z.object({ secdef: tolerantList(securityDefinition) })),
  );
  return answer.ok ? ok(answer.value?.secdef ?? []) : answer;
}
