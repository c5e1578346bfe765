import type { Hono } from 'hono';

import { conidOf, type Contract } from '#domain/contract.ts';
import type { Instant } from '#domain/time.ts';
import { dayNumberAt, midnightOf, sessionOf } from '#simulation/market-days.ts';

import { newYorkDay } from '../wire/exchange-time.ts';
import type { World } from '../world.ts';
import { invalidArgument, reply, serverError, wholeNumber } from './replies.ts';

const ZONE = 'America/New_York';
const DAYS_SHOWN = 6;
const MOST_DAYS_AHEAD = 20;
const EXTENDED_BEFORE_MS = 5.5 * 3_600_000;
const EXTENDED_AFTER_MS = 4 * 3_600_000;

interface Hours {
  readonly day: string;
  readonly openAt: Instant;
  readonly closeAt: Instant;
}

/** The coming trading days, today first. An exchange that is always open has only full days. */
function comingDays(world: World): readonly Hours[] {
  const today = dayNumberAt(world.clock.market());
  const days: Hours[] = [];
  for (let ahead = 0; ahead < MOST_DAYS_AHEAD && days.length < DAYS_SHOWN; ahead += 1) {
    const number = today + ahead;
    const session = world.settings.alwaysOpen
      ? { openAt: midnightOf(number), closeAt: midnightOf(number + 1) }
      : sessionOf(number);
    if (session !== null) days.push({ day: newYorkDay(session.openAt), ...session });
  }
  return days;
}

const seconds = (instant: number) => Math.floor(instant / 1000);

/** GET /contract/trading-schedule: epoch seconds; holidays are missing. */
function tradingSchedule(world: World, contract: Contract) {
  const hasExtended = contract.kind === 'stock' && !world.settings.alwaysOpen;
  const days = comingDays(world).map(({ day, openAt, closeAt }) => {
    const liquid = { opening: seconds(openAt), closing: seconds(closeAt) };
    const extended = hasExtended
      ? {
          opening: seconds(openAt - EXTENDED_BEFORE_MS),
          closing: seconds(closeAt + EXTENDED_AFTER_MS),
        }
      : liquid;
    return [
      day,
      {
        extended_hours: [{ ...extended, cancel_daily_orders: true }],
        liquid_hours: [liquid],
      },
    ] as const;
  });
  return { exchange_time_zone: ZONE, schedules: Object.fromEntries(days) };
}

const clockFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const clockText = (instant: Instant) => clockFormat.format(instant).replace(':', '');

/** 20000101 is every Saturday, and so on to Friday. */
const WEEK = ['0101', '0102', '0103', '0104', '0105', '0106', '0107'];

const scheduleRow = (date: string, openingTime: string, closingTime: string) => ({
  clearingCycleEndTime: closingTime,
  tradingScheduleDate: date,
  sessions: openingTime === closingTime ? [] : [{ openingTime, closingTime, prop: 'LIQUID' }],
  tradingtimes: [{ openingTime, closingTime, cancelDayOrders: 'Y' }],
});

/** GET /trsrv/secdef/schedule: weekday templates, then the days that differ. */
function secdefSchedule(world: World, exchange: string) {
  const isAlways = world.settings.alwaysOpen;
  const templates = WEEK.map((day, index) => {
    if (isAlways) return scheduleRow(`2000${day}`, '0000', '2400');
    return index < 2
      ? scheduleRow(`2000${day}`, '0000', '0000')
      : scheduleRow(`2000${day}`, '0930', '1600');
  });
  const days = isAlways
    ? []
    : comingDays(world).map(({ day, openAt, closeAt }) =>
        scheduleRow(day, clockText(openAt), clockText(closeAt)),
      );
  return [
    {
      id: 'p101781',
      tradeVenueId: 'v13038',
      exchange,
      description: exchange,
      timezone: ZONE,
      schedules: [...templates, ...days],
    },
  ];
}

/** When contracts trade. */
export function scheduleRoutes(app: Hono, world: World): void {
  app.get('/contract/trading-schedule', (c) => {
    const conid = wholeNumber(c.req.query('conid'));
    if (conid === null) return invalidArgument('conid');
    const contract = world.exchange.contract(conidOf(conid));
    return contract === null
      ? serverError('no contract found')
      : reply(tradingSchedule(world, contract));
  });

  app.get('/trsrv/secdef/schedule', (c) => {
    const { assetClass, symbol, exchange = 'SMART' } = c.req.query();
    if (assetClass === undefined) return invalidArgument('assetClass');
    if (symbol === undefined) return invalidArgument('symbol');
    const isKnown = world.exchange
      .searchUnderlyings(symbol)
      .some(({ contract }) => contract.symbol === symbol);
    return reply(isKnown ? secdefSchedule(world, exchange) : []);
  });
}
