import type { Hono } from 'hono';
import { z } from 'zod';

import { conidOf, type Contract } from '#domain/contract.ts';

import { contractInfoBody, rulesBody } from '../wire/contract-bodies.ts';
import { secdefRow } from '../wire/position-rows.ts';
import type { World } from '../world.ts';
import { conidShape } from './loose-values.ts';
import { bodyOf, invalidArgument, reply, serverError, wholeNumber } from './replies.ts';

const MOST_CONIDS = 200;
const rulesShape = z.object({ conid: conidShape });

function contractOf(world: World, text: string | undefined): Contract | null {
  const conid = wholeNumber(text);
  return conid === null ? null : world.exchange.contract(conidOf(conid));
}

/** All underlyings; the exchange is asked by first letters. */
function allUnderlyings(world: World) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
  const found = letters.flatMap((letter) => world.exchange.searchUnderlyings(letter));
  return [...new Map(found.map((listed) => [listed.contract.conid, listed])).values()];
}

function secdefs(world: World, conids: string): Response {
  const asked = conids.split(',').filter((text) => text !== '');
  if (asked.length === 0 || asked.length > MOST_CONIDS) return invalidArgument('conids');
  const contracts = asked.map((text) => contractOf(world, text)).filter((one) => one !== null);
  if (contracts.length === 0) return new Response(null, { status: 204 });
  return reply({ secdef: contracts.map((contract) => secdefRow(world, contract)) });
}

function stocks(world: World, symbols: string): Response {
  const wanted = symbols.split(',').filter((text) => text !== '');
  if (wanted.length === 0) return invalidArgument('symbols');
  const rows = wanted.map((symbol) => {
    const listed = world.exchange
      .searchUnderlyings(symbol)
      .find(({ contract }) => contract.symbol === symbol && contract.kind === 'stock');
    if (listed === undefined) return [symbol, []] as const;
    const { conid, exchange, name } = listed.contract;
    const contracts = [{ conid, exchange, isUS: true }];
    return [symbol, [{ name, chineseName: name, assetClass: 'STK', contracts }]] as const;
  });
  return reply(Object.fromEntries(rows));
}

/** Facts about contracts: terms, names, price steps. */
export function contractRoutes(app: Hono, world: World): void {
  app.get('/iserver/contract/:conid/info', (c) => {
    const contract = contractOf(world, c.req.param('conid'));
    return contract === null
      ? serverError('no contract found')
      : reply(contractInfoBody(world, contract));
  });

  app.get('/iserver/contract/:conid/info-and-rules', (c) => {
    const contract = contractOf(world, c.req.param('conid'));
    if (contract === null) return serverError('no contract found');
    return reply({ ...contractInfoBody(world, contract), rules: rulesBody(world, contract) });
  });

  app.post('/iserver/contract/rules', async (c) => {
    const body = await bodyOf(c.req, rulesShape);
    if (!body.ok) return body.error;
    const contract = contractOf(world, String(body.value.conid));
    return contract === null ? serverError('no contract found') : reply(rulesBody(world, contract));
  });

  app.get('/iserver/contract/:conid/algos', (c) => {
    const contract = contractOf(world, c.req.param('conid'));
    if (contract === null) return reply({ error: 'Service Unavailable', statusCode: 503 }, 503);
    return reply({ algos: [] });
  });

  app.get('/trsrv/secdef', (c) => secdefs(world, c.req.query('conids') ?? ''));
  app.get('/trsrv/stocks', (c) => stocks(world, c.req.query('symbols') ?? ''));

  app.get('/trsrv/futures', (c) => {
    const symbols = (c.req.query('symbols') ?? '').split(',').filter((text) => text !== '');
    return reply(Object.fromEntries(symbols.map((symbol) => [symbol, []])));
  });

  app.get('/trsrv/all-conids', (c) => {
    const exchange = c.req.query('exchange');
    if (exchange === undefined) return invalidArgument('exchange');
    const rows = allUnderlyings(world)
      .filter(({ contract }) => contract.exchange === exchange && contract.kind === 'stock')
      .map(({ contract }) => ({ ticker: contract.symbol, conid: contract.conid, exchange }));
    return reply(rows);
  });
}
