import type { Hono } from 'hono';
import { z } from 'zod';

import { conidOf, type Conid } from '#domain/contract.ts';

import { openStream, type SocketLines } from '../market-lines.ts';
import { availabilityOf, marketFields } from '../wire/market-fields.ts';
import type { World } from '../world.ts';
import { conidShape } from './loose-values.ts';
import {
  accountsFirst,
  badRequest,
  bodyOf,
  invalidArgument,
  reply,
  serverError,
  wholeNumber,
} from './replies.ts';

const MOST_CONIDS = 100;
const MOST_FIELDS = 50;
const unsubscribeShape = z.object({ conid: conidShape });

/** An option gives data once its underlying was searched, or when it is held. */
function givesData(world: World, conid: Conid): boolean {
  const contract = world.exchange.contract(conid);
  if (contract === null) return false;
  if (contract.kind !== 'option') return true;
  if (world.session.memory.searched.has(contract.underlyingConid)) return true;
  return world.exchange
    .accountIds()
    .some((id) => world.exchange.positions(id).some((one) => one.conid === conid));
}

/** The first call of a contract opens its stream and shows only its ids; data comes with later calls. */
function snapshotRow(
  world: World,
  socketLines: SocketLines,
  asked: { readonly conid: Conid; readonly conidEx: string },
  wanted: readonly string[],
) {
  const { conid, conidEx } = asked;
  const ids = { conidEx, conid };
  const opened = openStream(world, conid, socketLines);
  if (opened === null) return ids;
  for (const field of wanted) opened.stream.fields.add(field);
  if (opened.isNew || !givesData(world, conid)) return ids;
  const openMs = world.clock.elapsed() - opened.stream.openedAt;
  const values = marketFields(world, conid, opened.stream.fields, openMs);
  if (values === null) return ids;
  return {
    ...ids,
    ...values,
    ...(Object.keys(values).length === 0 ? {} : { '6509': availabilityOf(world, conid) }),
    '6119': `q${conid % 97}`,
    server_id: `q${conid % 97}`,
    _updated: world.exchange.market(conid)?.updatedAt ?? world.clock.market(),
  };
}

function askedConid(text: string): { readonly conid: Conid; readonly conidEx: string } | null {
  const conid = wholeNumber(text.split('@')[0]);
  return conid === null ? null : { conid: conidOf(conid), conidEx: text };
}

function snapshot(
  world: World,
  socketLines: SocketLines,
  query: Readonly<Record<string, string>>,
): Response {
  if (!world.session.memory.isAccountListRead) return accountsFirst();
  const texts = (query['conids'] ?? '').split(',').filter((text) => text !== '');
  const asked = texts.map(askedConid);
  if (asked.length === 0 || asked.includes(null)) return invalidArgument('conids');
  const fields = (query['fields'] ?? '').split(',').filter((text) => text !== '');
  if (asked.length > MOST_CONIDS) return badRequest('too many conids');
  if (fields.length > MOST_FIELDS) return badRequest('too many fields');
  const rows = asked.filter((one) => one !== null);
  return reply(rows.map((one) => snapshotRow(world, socketLines, one, fields)));
}

/** Quotes by polling, and closing their streams. `socketLines` tells what the socket watches. */
export function snapshotRoutes(app: Hono, world: World, socketLines: () => SocketLines): void {
  app.get('/iserver/marketdata/snapshot', (c) => snapshot(world, socketLines(), c.req.query()));

  app.post('/iserver/marketdata/unsubscribe', async (c) => {
    const body = await bodyOf(c.req, unsubscribeShape);
    if (!body.ok) return body.error;
    const wasOpen = world.session.memory.streams.delete(conidOf(body.value.conid));
    return wasOpen ? reply({ success: true }) : serverError('unknown');
  });

  app.get('/iserver/marketdata/unsubscribeall', () => {
    world.session.memory.streams.clear();
    return reply({ unsubscribed: true });
  });
}
