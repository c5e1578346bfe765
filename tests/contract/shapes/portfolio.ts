/** Accounts, figures and holdings, from the published API description. */
import { z } from 'zod';

const word = z.string().nullable();
const day = z.string().regex(/^\d{8}$/);

export const accountMeta = z.object({
  id: z.string(),
  accountId: z.string(),
  accountVan: z.string(),
  accountTitle: z.string(),
  displayName: z.string(),
  accountAlias: word,
  accountStatus: z.number().int().min(1_000_000_000_000),
  currency: z.literal('USD'),
  type: z.string(),
  tradingType: z.string(),
  businessType: z.string(),
  category: z.string(),
  ibEntity: z.string(),
  faclient: z.boolean(),
  clearingStatus: z.enum(['O', 'P', 'N', 'A', 'R', 'C']),
  covestor: z.boolean(),
  noClientTrading: z.boolean(),
  trackVirtualFXPortfolio: z.boolean(),
  acctCustType: z.string(),
  brokerageAccess: z.boolean(),
  parent: z.object({
    mmc: z.array(z.string()),
    accountId: z.string(),
    isMParent: z.boolean(),
    isMChild: z.boolean(),
    isMultiplex: z.boolean(),
  }),
  desc: z.string(),
  'PrepaidCrypto-Z': z.boolean(),
  'PrepaidCrypto-P': z.boolean(),
});

export const accountMetas = z.array(accountMeta).min(1);

const cell = z.strictObject({
  amount: z.number(),
  currency: word,
  isNull: z.boolean(),
  timestamp: z.number().int().min(1_000_000_000_000),
  value: word,
  severity: z.number().int(),
});

/** Every key is lower case; these must be there. */
export const portfolioSummary = z
  .object({
    accountcode: cell,
    accountready: cell,
    accounttype: cell,
    availablefunds: cell,
    'availablefunds-s': cell,
    'availablefunds-c': cell,
    buyingpower: cell,
    cushion: cell,
    daytradesremaining: cell,
    'daytradesremainingt+4': cell,
    'daytradingstatus-s': cell,
    equitywithloanvalue: cell,
    excessliquidity: cell,
    grosspositionvalue: cell,
    initmarginreq: cell,
    'leverage-s': cell,
    maintmarginreq: cell,
    netliquidation: cell,
    previousdayequitywithloanvalue: cell,
    regtmargin: cell,
    sma: cell,
    totalcashvalue: cell,
    'tradingtype-s': cell,
  })
  .catchall(cell);

const ledgerRow = z.object({
  acctcode: z.string(),
  cashbalance: z.number(),
  settledcash: z.number(),
  netliquidationvalue: z.number(),
  stockmarketvalue: z.number(),
  stockoptionmarketvalue: z.number(),
  unrealizedpnl: z.number(),
  realizedpnl: z.number(),
  interest: z.number(),
  dividends: z.number(),
  exchangerate: z.number(),
  currency: z.string(),
  timestamp: z.number().int().max(9_999_999_999),
  secondkey: z.string(),
  key: z.literal('LedgerList'),
});

export const ledger = z.object({ USD: ledgerRow, BASE: ledgerRow });

const sums = z.strictObject({
  long: z.record(z.string(), z.number().nonnegative()),
  short: z.record(z.string(), z.number().nonpositive()),
});

export const allocation = z.strictObject({ assetClass: sums, sector: sums, group: sums });

const rowCore = z.object({
  acctId: z.string(),
  conid: z.number().int().positive(),
  contractDesc: z.string().min(1),
  position: z.number(),
  mktPrice: z.number(),
  mktValue: z.number(),
  currency: z.literal('USD'),
  avgCost: z.number(),
  avgPrice: z.number(),
  realizedPnl: z.number(),
  unrealizedPnl: z.number(),
  exchs: z.null(),
  exerciseStyle: z.null(),
  conExchMap: z.array(z.unknown()),
  assetClass: z.enum(['STK', 'OPT']),
  model: z.string(),
});

const increments = z
  .array(z.strictObject({ lowerEdge: z.number(), increment: z.number().positive() }))
  .min(1);

const loaded = {
  incrementRules: increments,
  displayRule: z.object({ magnification: z.number(), displayRuleStep: z.array(z.unknown()) }),
  time: z.number(),
  chineseName: z.string(),
  allExchanges: z.string(),
  listingExchange: z.string(),
  countryCode: z.literal('US'),
  name: z.string().min(1),
  group: word,
  sector: word,
  sectorGroup: word,
  ticker: z.string().min(1),
  type: z.string(),
  hasOptions: z.boolean(),
  fullName: z.string().min(1),
  isUS: z.literal(true),
  isEventContract: z.boolean(),
};

const optionTerms = {
  expiry: day,
  lastTradingDay: day,
  putOrCall: z.enum(['C', 'P']),
  multiplier: z.number().positive(),
  strike: z.string().regex(/^\d+(\.\d+)?$/),
  undConid: z.number().int().positive(),
};

const noTerms = {
  expiry: z.null(),
  lastTradingDay: z.null(),
  putOrCall: z.null(),
  multiplier: z.literal(0),
  strike: z.literal('0'),
  undConid: z.literal(0),
};

const optionPosition = rowCore.extend({
  ...loaded,
  ...optionTerms,
  assetClass: z.literal('OPT'),
  undComp: z.string(),
  undSym: z.string(),
  pageSize: z.literal(100),
});

const stockPosition = rowCore.extend({
  ...loaded,
  ...noTerms,
  assetClass: z.literal('STK'),
  pageSize: z.literal(100),
});

/** A row before the broker has loaded the contract. */
export const unloadedPosition = rowCore.extend({
  expiry: z.null(),
  putOrCall: z.null(),
  multiplier: z.null(),
  strike: z.literal(0),
  undConid: z.literal(0),
});

export const loadedPositions = z.array(z.union([optionPosition, stockPosition]));
export const positions = z.array(z.union([optionPosition, stockPosition, unloadedPosition]));
export const positionsByAccount = z.record(z.string(), positions);

export const freshPositions = z.array(
  z.object({
    position: z.number(),
    conid: z.string().regex(/^\d+$/),
    avgCost: z.number(),
    avgPrice: z.number(),
    currency: z.string(),
    description: z.string(),
    isLastToLoq: z.boolean(),
    marketPrice: z.number(),
    marketValue: z.number(),
    realizedPnl: z.number(),
    unrealizedPnl: z.number(),
    secType: z.string(),
    timestamp: z.number().int(),
    assetClass: z.string(),
    sector: z.string(),
    group: z.string(),
    model: z.string(),
  }),
);

export const invalidated = z.strictObject({ message: z.literal('success') });

export const secdefs = z.strictObject({
  secdef: z
    .array(
      z.union([
        z.object({
          ...loaded,
          ...optionTerms,
          conid: z.number(),
          currency: z.string(),
          assetClass: z.literal('OPT'),
        }),
        z.object({
          ...loaded,
          ...noTerms,
          conid: z.number(),
          currency: z.string(),
          assetClass: z.enum(['STK', 'IND']),
        }),
      ]),
    )
    .min(1),
});
