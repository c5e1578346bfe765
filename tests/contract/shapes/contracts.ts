/** Search, terms, rules, hours, from the published API description. */
import { z } from 'zod';

const word = z.string().nullable();
const month = /^[A-Z]{3}\d\d$/;
const list = (item: RegExp) =>
  new RegExp(`^${item.source.slice(1, -1)}(;${item.source.slice(1, -1)})*$`);

const optionSection = z.object({
  secType: z.literal('OPT'),
  months: z.string().regex(list(month)),
  exchange: z.string().regex(/^SMART(;[A-Z0-9]+)*$/),
});
const otherSection = z.object({
  secType: z.enum(['STK', 'IND', 'BAG']),
  exchange: z.string().optional(),
});

export const search = z
  .array(
    z.object({
      conid: z.string().regex(/^\d+$/),
      companyHeader: z.string().regex(/ - /),
      companyName: z.string(),
      symbol: z.string(),
      description: z.string(),
      restricted: z.null(),
      fop: z.null(),
      war: z.null(),
      opt: z.string().regex(/^\d{8}(;\d{8})*$/),
      sections: z.array(z.union([optionSection, otherSection])).min(1),
    }),
  )
  .min(1);

export const strikes = z.strictObject({
  call: z.array(z.number().positive()),
  put: z.array(z.number().positive()),
});

export const optionInfo = z
  .array(
    z.object({
      conid: z.number().int().positive(),
      ticker: z.string(),
      symbol: z.string(),
      secType: z.literal('OPT'),
      listingExchange: word,
      exchange: z.string(),
      companyName: z.string(),
      currency: z.literal('USD'),
      validExchanges: z.string().regex(/^SMART,/),
      priceRendering: z.null(),
      maturityDate: z.string().regex(/^\d{8}$/),
      right: z.enum(['C', 'P']),
      strike: z.number().positive(),
      multiplier: z.string().regex(/^\d+$/),
      tradingClass: z.string().min(1),
      desc1: z.string(),
      desc2: z.string().regex(/^[A-Z]{3} \d\d '\d\d [\d.]+ (Call|Put)$/),
    }),
  )
  .min(1);

export const stockInfo = z
  .array(
    z.object({
      conid: z.number(),
      ticker: z.string(),
      secType: z.enum(['STK', 'IND']),
      maturityDate: z.null(),
      right: z.literal('?'),
      strike: z.literal(0),
    }),
  )
  .length(1);

const info = {
  symbol: z.string(),
  cusip: word,
  con_id: z.number().int().positive(),
  instrument_type: z.enum(['STK', 'OPT', 'IND']),
  trading_class: z.string(),
  valid_exchanges: z.string(),
  allow_sell_long: z.boolean(),
  is_zero_commission_security: z.boolean(),
  local_symbol: z.string(),
  currency: z.string(),
  text: word,
  underlying_con_id: z.number().int(),
  r_t_h: z.boolean(),
  multiplier: word,
  contract_month: word,
  company_name: z.string(),
  smart_available: z.boolean(),
  exchange: z.string(),
  maturity_date: word,
  expiry_full: word,
  cfi_code: z.string(),
};

export const contractInfo = z.object(info);

/** An option's own symbol is the 21 characters of the clearing house. */
export const optionContractInfo = z.object({
  ...info,
  local_symbol: z
    .string()
    .regex(/^[A-Z]{1,6} *\d{6}[CP]\d{8}$/)
    .length(21),
  multiplier: z.string().regex(/^\d+$/),
  maturity_date: z.string().regex(/^\d{8}$/),
  contract_month: z.string().regex(/^\d{6}$/),
  strike: z.string(),
  right: z.enum(['CALL', 'PUT']),
});

export const rules = z.object({
  algoEligible: z.boolean(),
  canTradeAcctIds: z.array(z.string()),
  error: word,
  orderTypes: z.array(z.string()).min(1),
  orderTypesOutside: z.array(z.string()),
  ibAlgoTypes: z.array(z.string()),
  fraqTypes: z.array(z.string()),
  cqtTypes: z.array(z.string()),
  tifTypes: z.array(z.string().regex(/^[A-Z]+\//)).min(1),
  tifDefaults: z.object({ TIF: z.string(), SIZE: z.string() }),
  orderDefaults: z.record(z.string(), z.unknown()),
  defaultSize: z.number().positive(),
  sizeIncrement: z.number().positive(),
  limitPrice: z.number().nullable(),
  stopprice: z.number().nullable(),
  increment: z.number().positive(),
  incrementDigits: z.number().int(),
  incrementRules: z
    .array(z.strictObject({ lowerEdge: z.number(), increment: z.number().positive() }))
    .min(1),
  forceOrderPreview: z.boolean(),
  negativeCapable: z.boolean(),
  cashCcy: z.string(),
});

export const infoAndRules = z.object({ ...info, rules });

export const algos = z.strictObject({
  algos: z.array(z.object({ id: z.string(), name: z.string() })),
});

export const stocks = z.record(
  z.string(),
  z.array(
    z.object({
      name: z.string(),
      chineseName: z.string(),
      assetClass: z.literal('STK'),
      contracts: z.array(
        z.strictObject({ conid: z.number(), exchange: z.string(), isUS: z.boolean() }),
      ),
    }),
  ),
);

export const futures = z.record(z.string(), z.array(z.unknown()).length(0));

export const allConids = z
  .array(z.strictObject({ ticker: z.string(), conid: z.number(), exchange: z.string() }))
  .min(1);

const time = z.string().regex(/^\d{4}$/);

export const secdefSchedule = z
  .array(
    z.object({
      id: z.string(),
      tradeVenueId: z.string(),
      exchange: z.string(),
      description: z.string(),
      timezone: z.literal('America/New_York'),
      schedules: z
        .array(
          z.object({
            clearingCycleEndTime: time,
            tradingScheduleDate: z.string().regex(/^\d{8}$/),
            sessions: z.array(
              z.object({ openingTime: time, closingTime: time, prop: z.literal('LIQUID') }),
            ),
            tradingtimes: z.array(
              z.object({ openingTime: time, closingTime: time, cancelDayOrders: z.literal('Y') }),
            ),
          }),
        )
        .min(7),
    }),
  )
  .min(1);

const hours = z.object({ opening: z.number().int(), closing: z.number().int() });

export const tradingSchedule = z.strictObject({
  exchange_time_zone: z.string(),
  schedules: z.record(
    z.string().regex(/^\d{8}$/),
    z.strictObject({
      extended_hours: z.array(hours.extend({ cancel_daily_orders: z.boolean() })),
      liquid_hours: z.array(hours),
    }),
  ),
});
