import type { Hono } from 'hono';
import { z } from 'zod';

import { conidOf } from '#domain/contract.ts';

import type { Watchlist } from '../keepsakes.ts';
import { contractFacts } from '../wire/contract-facts.ts';
import { optionFullName } from '../wire/contract-text.ts';
import type { World } from '../world.ts';
import { bodyOf, invalidArgument, reply } from './replies.ts';

const listShape = z.object({
  id: z.string().regex(/^\d+$/),
  name: z.string(),
  rows: z.array(
    z.object({ C: z.coerce.number().int().positive().optional(), H: z.string().optional() }),
  ),
});

function instruments(world: World, list: Watchlist) {
  return list.rows.map(({ C, H }) => {
    if (C === undefined) return { H: H ?? '' };
    const facts = contractFacts(world, conidOf(C));
    return {
      ST: facts.secType,
      C: String(C),
      conid: C,
      name: facts.company,
      fullName: facts.option === null ? facts.symbol : optionFullName(facts.option),
      assetClass: facts.secType,
      ticker: facts.symbol,
      chineseName: '',
    };
  });
}

const hashOf = (list: Watchlist) => `${list.id}${list.modified}`;

const listRow = ({ id, name, modified }: Watchlist) => ({
  is_open: false,
  read_only: false,
  name,
  modified,
  id,
  type: 'watchlist',
});

const listBody = (list: Watchlist, rows: readonly unknown[]) => ({
  id: list.id,
  hash: hashOf(list),
  name: list.name,
  readOnly: false,
  instruments: rows,
});

function readList(world: World, wish: z.infer<typeof listShape>): Watchlist {
  const rows = wish.rows.map(({ C, H }) => ({
    ...(C === undefined ? {} : { C }),
    ...(H === undefined ? {} : { H }),
  }));
  return { id: wish.id, name: wish.name, rows, modified: world.clock.market() };
}

/** Watch lists the user keeps at the broker. The same id overwrites silently. */
export function watchlistRoutes(app: Hono, world: World, onChange: () => void): void {
  const { watchlists } = world.keepsakes;
  let visits = 0;
  const counted = (body: object) => reply({ ...body, MID: String((visits += 1)) });

  app.get('/iserver/watchlists', () => {
    const flags = { scanners_only: false, show_scanners: false, bulk_delete: false };
    return counted({ data: { ...flags, user_lists: watchlists.map(listRow) }, action: 'content' });
  });

  app.get('/iserver/watchlist', (c) => {
    const list = watchlists.find(({ id }) => id === c.req.query('id'));
    if (list === undefined) return invalidArgument('id', 'Unknown watchlist');
    return reply(listBody(list, instruments(world, list)));
  });

  app.post('/iserver/watchlist', async (c) => {
    const body = await bodyOf(c.req, listShape);
    if (!body.ok) return body.error;
    const list = readList(world, body.value);
    const others = watchlists.filter(({ id }) => id !== list.id);
    watchlists.splice(0, Infinity, ...others, list);
    onChange();
    return reply(listBody(list, []));
  });

  app.delete('/iserver/watchlist', (c) => {
    const index = watchlists.findIndex(({ id }) => id === c.req.query('id'));
    if (index === -1) return invalidArgument('id', 'Unknown watchlist');
    const [removed] = watchlists.splice(index, 1);
    onChange();
    return counted({ data: { deleted: removed?.id }, action: 'context' });
  });
}
