import type { Contract, OptionContract } from '#domain/contract.ts';
import type { SimulatedPosition } from '#simulation/exchange-shapes.ts';

import type { World } from '../world.ts';
import { contractFacts, type ContractFacts } from './contract-facts.ts';
import {
  OPTION_EXCHANGES,
  optionFullName,
  positionText,
  rightLetter,
  STOCK_EXCHANGES,
} from './contract-text.ts';
import { plainDate } from './exchange-time.ts';
import { cents, exact } from './number-text.ts';

const displayRule = {
  magnification: 0,
  displayRuleStep: [{ decimalDigits: 2, lowerEdge: 0, wholeDigits: 4 }],
};

const optionTerms = (option: OptionContract) => ({
  expiry: plainDate(option.expiry),
  putOrCall: rightLetter(option),
  multiplier: option.multiplier,
  strike: option.strike.toString(),
  undConid: option.underlyingConid,
});

const noTerms = { expiry: null, putOrCall: null, multiplier: 0, strike: '0', undConid: 0 };
/** What a row has for terms until the broker has loaded the contract. */
const unloadedTerms = { expiry: null, putOrCall: null, multiplier: null, strike: 0, undConid: 0 };

const withoutSmart = (exchanges: string) => exchanges.replace('SMART,', '');

const optionWords = (option: OptionContract, facts: ContractFacts) => ({
  allExchanges: withoutSmart(OPTION_EXCHANGES),
  listingExchange: 'AMEX',
  lastTradingDay: plainDate(option.expiry),
  type: '',
  undComp: facts.company,
  undSym: option.underlying,
  hasOptions: false,
  fullName: optionFullName(option),
  ...optionTerms(option),
});

const shareWords = (facts: ContractFacts) => ({
  allExchanges: withoutSmart(STOCK_EXCHANGES),
  listingExchange: facts.listingExchange,
  lastTradingDay: null,
  type: 'COMMON',
  hasOptions: facts.hasOptions,
  fullName: facts.symbol,
  ...noTerms,
});

/** The security definition: terms, price steps, names. */
function definition(world: World, contract: Contract, facts: ContractFacts) {
  return {
    incrementRules: world.exchange.increments(contract.conid).map((rule) => ({
      lowerEdge: rule.lowerEdge.toNumber(),
      increment: rule.increment.toNumber(),
    })),
    displayRule,
    time: 4,
    chineseName: facts.company,
    countryCode: 'US',
    name: facts.company,
    group: facts.sector,
    sector: facts.sector,
    sectorGroup: facts.sector,
    ticker: facts.symbol,
    isUS: true,
    isEventContract: false,
    ...(facts.option === null ? shareWords(facts) : optionWords(facts.option, facts)),
  };
}

/** The same figures in the account's currency, which is the contract's here. */
const inBaseCurrency = (facts: ContractFacts, position: SimulatedPosition) => ({
  baseMktPrice: exact(position.marketPrice),
  baseMktValue: cents(position.marketValue),
  baseAvgCost: exact(position.averagePrice.times(facts.multiplier)),
  baseAvgPrice: exact(position.averagePrice),
  baseRealizedPnl: cents(position.realizedPnl),
  baseUnrealizedPnl: cents(position.unrealizedPnl),
});

/** A row of `/portfolio/{id}/positions`. Until `isLoaded` the option's terms are missing, as on the first call. */
export function positionRow(
  world: World,
  accountId: string,
  position: SimulatedPosition,
  isLoaded: boolean,
): Record<string, unknown> | null {
  const facts = contractFacts(world, position.conid);
  if (facts.contract === null) return null;
  return {
    acctId: accountId,
    conid: position.conid,
    contractDesc: positionText(facts.contract),
    position: position.quantity,
    mktPrice: exact(position.marketPrice),
    mktValue: cents(position.marketValue),
    currency: facts.contract.currency,
    avgCost: exact(position.averagePrice.times(facts.multiplier)),
    avgPrice: exact(position.averagePrice),
    realizedPnl: cents(position.realizedPnl),
    unrealizedPnl: cents(position.unrealizedPnl),
    ...inBaseCurrency(facts, position),
    exchs: null,
    exerciseStyle: null,
    conExchMap: [],
    assetClass: facts.secType,
    model: '',
    ...(isLoaded ? { ...definition(world, facts.contract, facts), pageSize: 100 } : unloadedTerms),
  };
}

/** A row of `/portfolio2/{id}/positions`: near real time, other names, no option terms. */
export function freshPositionRow(
  world: World,
  position: SimulatedPosition,
): Record<string, unknown> | null {
  const facts = contractFacts(world, position.conid);
  if (facts.contract === null) return null;
  return {
    position: position.quantity,
    conid: String(position.conid),
    avgCost: exact(position.averagePrice.times(facts.multiplier)),
    avgPrice: exact(position.averagePrice),
    currency: facts.contract.currency,
    description: positionText(facts.contract),
    isLastToLoq: false,
    marketPrice: exact(position.marketPrice),
    marketValue: cents(position.marketValue),
    realizedPnl: cents(position.realizedPnl),
    unrealizedPnl: cents(position.unrealizedPnl),
    secType: facts.secType,
    timestamp: Math.floor(world.clock.market() / 1000),
    assetClass: facts.secType,
    sector: facts.sector ?? '',
    group: facts.sector ?? '',
    model: '',
  };
}

/** A row of `/trsrv/secdef`. */
export function secdefRow(world: World, contract: Contract): Record<string, unknown> {
  const facts = contractFacts(world, contract.conid);
  return {
    ...definition(world, contract, facts),
    conid: contract.conid,
    currency: contract.currency,
    assetClass: facts.secType,
  };
}
