import type { Big } from 'big.js';

import type { Contract, OptionContract } from '#domain/contract.ts';

import type { World } from '../world.ts';
import { contractFacts, type ContractFacts } from './contract-facts.ts';
import {
  INDEX_OPTION_EXCHANGES,
  occSymbol,
  OPTION_EXCHANGES,
  optionText,
  STOCK_EXCHANGES,
} from './contract-text.ts';
import { plainDate } from './exchange-time.ts';

function validExchanges(world: World, contract: Contract): string {
  if (contract.kind !== 'option') {
    return contract.kind === 'index' ? contract.exchange : STOCK_EXCHANGES;
  }
  const underlying = world.exchange.underlying(contract.underlyingConid);
  return underlying?.contract.kind === 'index' ? INDEX_OPTION_EXCHANGES : OPTION_EXCHANGES;
}

const optionKeys = (option: OptionContract) => ({
  cfi_code: option.right === 'call' ? 'OCXXXS' : 'OPXXXS',
  expiry_full: plainDate(option.expiry),
  maturity_date: plainDate(option.expiry),
  trading_class: option.tradingClass,
  local_symbol: occSymbol(option),
  text: optionText(option),
  underlying_con_id: option.underlyingConid,
  r_t_h: false,
  multiplier: String(option.multiplier),
  strike: option.strike.toString(),
  right: option.right.toUpperCase(),
  contract_month: plainDate(option.expiry).slice(0, 6),
});

const underlyingKeys = (facts: ContractFacts) => ({
  cfi_code: '',
  expiry_full: null,
  maturity_date: null,
  industry: facts.sector,
  category: facts.sector,
  trading_class: facts.symbol,
  local_symbol: facts.symbol,
  text: null,
  underlying_con_id: 0,
  r_t_h: true,
  multiplier: null,
  contract_month: null,
});

/** GET /iserver/contract/{conid}/info. */
export function contractInfoBody(world: World, contract: Contract): Record<string, unknown> {
  const facts = contractFacts(world, contract.conid);
  return {
    symbol: facts.symbol,
    cusip: null,
    con_id: contract.conid,
    instrument_type: facts.secType,
    valid_exchanges: validExchanges(world, contract),
    allow_sell_long: false,
    is_zero_commission_security: false,
    contract_clarification_type: null,
    classifier: null,
    currency: contract.currency,
    underlying_issuer: null,
    company_name: facts.company,
    smart_available: contract.kind !== 'index',
    exchange: contract.kind === 'index' ? contract.exchange : 'SMART',
    ...(contract.kind === 'option' ? optionKeys(contract) : underlyingKeys(facts)),
  };
}

const incrementRows = (world: World, contract: Contract) =>
  world.exchange.increments(contract.conid).map((rule) => ({
    lowerEdge: rule.lowerEdge.toNumber(),
    increment: rule.increment.toNumber(),
  }));

const ORDER_TYPES = ['limit', 'market', 'stop', 'stop_limit'];

/** The rule with the greatest edge not above the price. */
function incrementAt(world: World, contract: Contract, price: Big | null) {
  const rules = world.exchange.increments(contract.conid);
  const fitting = rules.filter(({ lowerEdge }) => price === null || lowerEdge.lte(price.abs()));
  return (fitting.at(-1) ?? rules[0])?.increment ?? null;
}

const optionOnly = { orderTypesOutside: [], orderDefaults: { LMT: { LP: 'empty' } }, size: 1 };
const noPrice = { limitPrice: null, stopprice: null };

/** What differs between an option's rules and a share's. */
function kindRules(contract: Contract, mark: Big | null) {
  if (contract.kind === 'option') return { ...optionOnly, ...noPrice };
  const price = mark?.toFixed(2) ?? null;
  return {
    orderTypesOutside: ['limit', 'stop_limit'],
    orderDefaults: { LMT: { LP: price ?? 'empty' } },
    size: 100,
    ...(price === null ? noPrice : { limitPrice: Number(price), stopprice: Number(price) }),
  };
}

/** Order types, lifetimes and price steps of a contract. */
export function rulesBody(world: World, contract: Contract): Record<string, unknown> {
  const mark = world.exchange.market(contract.conid)?.mark ?? null;
  const isIndex = contract.kind === 'index';
  const { size, ...byKind } = kindRules(contract, mark);
  return {
    algoEligible: false,
    allOrNoneEligible: false,
    overnightEligible: false,
    costReport: false,
    canTradeAcctIds: isIndex ? [] : world.exchange.accountIds(),
    error: isIndex ? 'Index cannot be traded' : null,
    orderTypes: ORDER_TYPES,
    ibAlgoTypes: [],
    fraqTypes: [],
    forceOrderPreview: false,
    cqtTypes: [],
    ...byKind,
    defaultSize: size,
    cashSize: 0,
    sizeIncrement: size,
    tifTypes: ['IOC/MARKET,LIMIT,a', 'GTC/o,a', 'DAY/o,a'],
    tifDefaults: {
      TIF: 'DAY',
      DEFAULT_ACCT: world.selectedAccount,
      SIZE: size.toFixed(2),
      PMALGO: false,
    },
    orderOrigination: null,
    preview: true,
    displaySize: null,
    fraqInt: 0,
    cashCcy: 'USD',
    cashQtyIncr: null,
    priceMagnifier: null,
    negativeCapable: false,
    incrementType: 1,
    incrementRules: incrementRows(world, contract),
    hasSecondary: true,
    increment: incrementAt(world, contract, mark)?.toNumber() ?? null,
    incrementDigits: 2,
  };
}
