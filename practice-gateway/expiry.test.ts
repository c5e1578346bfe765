import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { startHarness, type Harness } from '#tests/contract/practice-harness.ts';

let running: Harness | null = null;
afterEach(async () => running?.gateway.close());

const info = z.array(
  z.object({ conid: z.number(), maturityDate: z.string(), tradingClass: z.string() }),
);
const path = '/v1/api/iserver/account/DU7418203/orders';

test('an option that expires leaves a notification and no position', async () => {
  running = await startHarness();
  const { get, post } = running;
  await get('/v1/api/iserver/accounts');
  await get('/v1/api/iserver/secdef/search?symbol=SPX');
  const query = 'conid=416904&sectype=OPT&month=NOV26&strike=6000&right=P';
  const rows = info.parse((await get(`/v1/api/iserver/secdef/info?${query}`)).body);
  // The monthly SPX stops trading today too, but settles tomorrow morning; the daily SPXW settles tonight.
  const today = rows.filter(({ maturityDate }) => maturityDate === '20261119');
  expect(today.map(({ tradingClass }) => tradingClass).toSorted()).toEqual(['SPX', 'SPXW']);
  const conid = today.find(({ tradingClass }) => tradingClass === 'SPXW')?.conid;
  await post('/v1/api/iserver/questions/suppress', { messageIds: ['o10151'] });
  const ticket = { conid, orderType: 'MKT', side: 'BUY', tif: 'DAY', quantity: 1 };
  await post(path, { orders: [ticket] });
  const held = async () => (await get('/v1/api/portfolio2/DU7418203/positions')).body;
  await vi.waitFor(async () => expect(await held()).toMatchObject([{ position: 1 }]), {
    timeout: 15_000,
  });
  expect((await get('/v1/api/fyi/unreadnumber')).body).toEqual({ BN: 0 });

  await post('/practice/clock', { advance: 12 * 3_600_000 });
  await vi.waitFor(async () =>
    expect((await get('/v1/api/fyi/unreadnumber')).body).toEqual({ BN: 1 }),
  );
  const notes = await get('/v1/api/fyi/notifications?max=10');
  expect(notes.body).toMatchObject([{ R: 0, FC: 'OE', MD: expect.stringContaining('SPX') }]);
  const [{ ID }] = z.tuple([z.object({ ID: z.string() })]).parse(notes.body);
  const read = async (wish: string) => (await get(`/v1/api/fyi/notifications?max=10&${wish}`)).body;
  expect(await read('include=OE')).toEqual(notes.body);
  expect([await read('include=PF'), await read('exclude=OE,PF'), await read(`id=${ID}`)]).toEqual([
    [],
    [],
    [],
  ]);
  expect(JSON.stringify(await held())).not.toContain('"position":1');
});

test('an exchange that never closes says so in its hours', async () => {
  running = await startHarness({ alwaysOpen: true });
  const schedule = await running.get('/v1/api/contract/trading-schedule?conid=265598');
  const days = z
    .object({
      schedules: z.record(
        z.string(),
        z.object({
          liquid_hours: z.array(z.object({ opening: z.number(), closing: z.number() })),
        }),
      ),
    })
    .parse(schedule.body).schedules;
  expect(Object.keys(days)).toContain('20261121');
  const [saturday] = days['20261121']?.liquid_hours ?? [];
  expect((saturday?.closing ?? 0) - (saturday?.opening ?? 0)).toBe(86_400);
  expect((await running.get('/v1/api/iserver/auth/status')).body).toMatchObject({
    serverInfo: { serverVersion: 'Practice exchange, trades as if the market were open' },
  });
});
