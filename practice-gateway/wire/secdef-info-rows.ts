import type { OptionContract } from '#domain/contract.ts';
import type { ListedUnderlying } from '#simulation/exchange-shapes.ts';

import {
  INDEX_OPTION_EXCHANGES,
  OPTION_EXCHANGES,
  optionText,
  rightLetter,
  STOCK_EXCHANGES,
} from './contract-text.ts';
import { plainDate } from './exchange-time.ts';

/** Where the options of an underlying trade, with commas. */
export const optionExchanges = (listed: ListedUnderlying) =>
  listed.contract.kind === 'index' ? INDEX_OPTION_EXCHANGES : OPTION_EXCHANGES;

/** A row of `/iserver/secdef/info` about an option. */
export function optionInfoRow(option: OptionContract, listed: ListedUnderlying) {
  return {
    conid: option.conid,
    symbol: option.underlying,
    ticker: option.underlying,
    secType: 'OPT',
    listingExchange: null,
    exchange: 'SMART',
    companyName: listed.contract.name,
    currency: option.currency,
    validExchanges: optionExchanges(listed),
    priceRendering: null,
    maturityDate: plainDate(option.expiry),
    right: rightLetter(option),
    strike: option.strike.toNumber(),
    multiplier: String(option.multiplier),
    tradingClass: option.tradingClass,
    desc1: option.underlying,
    desc2: optionText(option),
    cusip: null,
    coupon: 'No Coupon',
  };
}

/** A row of `/iserver/secdef/info` about a share or an index. */
export function underlyingInfoRow(listed: ListedUnderlying) {
  const { contract } = listed;
  return {
    conid: contract.conid,
    ticker: contract.symbol,
    secType: contract.kind === 'index' ? 'IND' : 'STK',
    listingExchange: contract.exchange,
    exchange: contract.kind === 'index' ? contract.exchange : 'SMART',
    companyName: contract.name,
    currency: contract.currency,
    validExchanges: contract.kind === 'index' ? contract.exchange : STOCK_EXCHANGES,
    priceRendering: null,
    maturityDate: null,
    right: '?',
    strike: 0,
  };
}
