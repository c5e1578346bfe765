import * as z from 'zod/mini';

import type { Conid } from '#domain/contract.ts';
import type { Reply } from '#services/ports/broker.ts';

import { ask } from '../ask.ts';
import type { Transport } from '../http.ts';
import { looseNumber, neededDecimal, neededId, tolerantList, words } from '../schema.ts';
import { chainRead } from './endpoints.ts';

const snapshotRow = z.record(z.string(), z.unknown());
export type SnapshotRow = z.output<typeof snapshotRow>;

/** GET /iserver/marketdata/snapshot: the first call of a contract only opens its stream; all fields belong in it. */
export const getSnapshot = (
  transport: Transport,
  conids: readonly Conid[],
  fields: readonly string[],
): Reply<readonly SnapshotRow[]> =>
  ask(
    transport,
    chainRead('/iserver/marketdata/snapshot', {
      conids: conids.join(','),
      fields: fields.join(','),
    }),
    z.array(snapshotRow),
  );

/** POST /iserver/marketdata/unsubscribe: gives the contract's line back. */
export const postUnsubscribe = (transport: Transport, conid: Conid): Reply<unknown> =>
  ask(
    transport,
    {
      method: 'POST',
      path: '/iserver/marketdata/unsubscribe',
      body: { conid },
      lane: 'background',
    },
    z.unknown(),
  );

const sessionTimes = z.object({ openingTime: neededId, closingTime: neededId, prop: words });
const venueSchedule = z.object({
  timezone: words,
  schedules: tolerantList(
    z.object({ tradingScheduleDate: neededId, sessions: tolerantList(sessionTimes) }),
  ),
});
export type VenueSchedule = z.output<typeof venueSchedule>;

/** GET /trsrv/secdef/schedule */
export const getSchedule = (
  transport: Transport,
  wish: { readonly assetClass: string; readonly symbol: string; readonly conid: Conid },
): Reply<readonly VenueSchedule[]> =>
  ask(
    transport,
    {
      method: 'GET',
      path: '/trsrv/secdef/schedule',
      query: { assetClass: wish.assetClass, symbol: wish.symbol, conid: String(wish.conid) },
      lane: 'ticket',
    },
    z.array(venueSchedule),
  );

const historyAnswer = z.object({
  volumeFactor: looseNumber,
  data: z.array(
    z.object({
      t: z.number(),
      o: neededDecimal,
      h: neededDecimal,
      l: neededDecimal,
      c: neededDecimal,
      v: looseNumber,
    }),
  ),
});
export type HistoryAnswer = z.output<typeof historyAnswer>;

/** GET /iserver/marketdata/history: at most 1000 bars. */
export const getHistory = (
  transport: Transport,
  wish: { readonly conid: Conid; readonly period: string; readonly bar: string },
): Reply<HistoryAnswer> =>
  ask(
    transport,
    {
      method: 'GET',
      path: '/iserver/marketdata/history',
      query: { conid: String(wish.conid), period: wish.period, bar: wish.bar },
      lane: 'background',
      timeoutMs: 20_000,
    },
    historyAnswer,
  );
