import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';

import {
  startPracticeGateway,
  type RunningPracticeGateway,
} from '#practice-gateway/practice-gateway.ts';

import { openMarket } from './practice-harness.ts';
import { PublicClient } from './public-client.ts';
import * as marketData from './shapes/market-data.ts';
import * as orders from './shapes/orders.ts';
import * as portfolio from './shapes/portfolio.ts';
import * as session from './shapes/session.ts';

let gateway: RunningPracticeGateway | null = null;
afterEach(async () => gateway?.close());

/** Real TLS, real login page, real request limits. */
async function enter() {
  gateway = await startPracticeGateway({ port: 0, now: openMarket, authDelayMs: 10 });
  const client = new PublicClient(gateway.loginUrl);
  expect(await client.login('stranger')).toBe('Client login succeeds');
  await client.until('/iserver/auth/status', session.fullStatus, (status) => status.established);
  const { selectedAccount } = session.accountList.parse(await client.get('/iserver/accounts'));
  return { client, account: selectedAccount };
}

test(
  'a stranger logs in, reads the account, walks a chain, trades and streams, within the published limits',
  { timeout: 120_000 },
  async () => {
    const { client, account } = await enter();

    portfolio.accountMetas.parse(await client.get('/portfolio/accounts'));
    const before = portfolio.portfolioSummary.parse(
      await client.get(`/portfolio/${account}/summary`),
    );
    expect(before.netliquidation.amount).toBe(100_000);
    await client.get('/iserver/account/orders');

    const quote = await client.until(
      '/iserver/marketdata/snapshot?conids=265598&fields=31,84,86',
      marketData.snapshot,
      (rows) => rows[0]?.['31'] !== undefined,
    );
    const last = Number(quote[0]?.['31']);
    const [first = 0, second = 0] = await client.optionsNear('AAPL', last, 'C');

    const stream = await client.stream();
    stream.send('sor+{}');
    stream.send('str+{}');
    stream.send(`smd+${first}+{"fields":["31","84","86","7308","7633"]}`);

    // A single order: preview, place, answer, fill.
    const ticket = { acctId: account, side: 'BUY', tif: 'DAY', quantity: 2 };
    const path = `/iserver/account/${account}/orders`;
    const single = { ...ticket, conid: first, orderType: 'MKT', cOID: 'stranger-1' };
    orders.whatIf.parse(await client.call('POST', `${path}/whatif`, { orders: [single] }));
    const bought = await client.trade(path, { orders: [single] });
    expect(bought.asked).toEqual(['o10151']);
    await client.until(
      `/iserver/account/order/status/${bought.ids[0]}`,
      orders.orderStatus,
      (status) => status.order_status === 'Filled',
    );

    // A combination that rests, is changed and canceled.
    const combo = {
      ...ticket,
      conidex: `28812380;;;${first}/1,${second}/-1`,
      orderType: 'LMT',
      price: -30,
      quantity: 1,
      cOID: 'stranger-2',
    };
    const spread = await client.trade(path, { orders: [combo] });
    const [spreadId = ''] = spread.ids;
    const changed = await client.trade(`/iserver/account/${account}/order/${spreadId}`, {
      ...combo,
      price: -29,
    });
    expect(changed.ids).toEqual([spreadId]);
    const status = orders.orderStatus.parse(
      await client.get(`/iserver/account/order/status/${spreadId}`),
    );
    expect(status).toMatchObject({ limit_price: '-29.00', sec_type: 'BAG' });
    orders.canceled.parse(
      await client.call('DELETE', `/iserver/account/${account}/order/${spreadId}`),
    );

    // A bracket.
    const child = { ...ticket, conid: 265598, side: 'SELL', quantity: 10, parentId: 'stranger-3' };
    const price = (factor: number) => Number((last * factor).toFixed(2));
    const bracket = await client.trade(path, {
      orders: [
        {
          ...child,
          side: 'BUY',
          parentId: undefined,
          cOID: 'stranger-3',
          orderType: 'LMT',
          price: price(0.8),
        },
        { ...child, orderType: 'LMT', price: price(1.3) },
        { ...child, orderType: 'STP', price: price(0.7) },
      ],
    });
    expect(bracket.ids).toHaveLength(3);
    orders.canceled.parse(
      await client.call('DELETE', `/iserver/account/${account}/order/${bracket.ids[0]}`),
    );

    // What the account shows.
    const list = await client.until('/iserver/account/orders', orders.liveOrders, (value) =>
      value.orders.every((row) => ['Filled', 'Cancelled'].includes(row.status)),
    );
    expect(list.orders.map((row) => row.order_ref ?? 'child').toSorted()).toEqual([
      'child',
      'child',
      'stranger-1',
      'stranger-2',
      'stranger-3',
    ]);
    const held = portfolio.freshPositions.parse(
      await client.get(`/portfolio2/${account}/positions`),
    );
    expect(held).toMatchObject([{ conid: String(first), position: 2 }]);

    // What the stream told.
    const topics = z.array(z.looseObject({ topic: z.string() }));
    await vi.waitFor(() => {
      const seen = topics.parse(stream.frames.filter((frame) => 'topic' in frame));
      expect(new Set(seen.map(({ topic }) => topic))).toEqual(
        new Set(['system', 'act', 'sts', 'sor', 'str', `smd+${first}`]),
      );
    });
    expect(stream.problems).toEqual([]);
    stream.close();
    session.logout.parse(await client.call('POST', '/logout'));
    await expect(client.get('/iserver/accounts')).rejects.toThrow('401');
  },
);
