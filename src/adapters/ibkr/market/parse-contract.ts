import { Big } from 'big.js';

import type { OptionContract, PriceIncrement, UnderlyingContract } from '#domain/contract.ts';
import type { Currency } from '#domain/money.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { BrokerError } from '#services/ports/broker.ts';
import type { UnderlyingMatch } from '#services/ports/market-data.ts';

import { parseCompactDate, parseOccSymbol, parseRight } from '../parse-text.ts';
import type {
  ContractInfo,
  InfoRow,
  RulesAnswer,
  SearchRow,
  SecurityDefinition,
} from './endpoints.ts';

/** A row of the search that may have options on it; null for bonds and other rows without one contract. */
export function parseMatch(row: SearchRow, currency: Currency): UnderlyingMatch | null {
  const kind = kindOf(row);
  if (row.conid === null || row.symbol === null || kind === null) return null;
  return {
    contract: {
      kind,
      conid: row.conid,
      symbol: row.symbol,
      name: row.companyName ?? row.symbol,
      exchange: row.description ?? '',
      currency,
    },
    months: monthsOf(row),
  };
}

function kindOf(row: SearchRow): UnderlyingContract['kind'] | null {
  const types = row.sections.map((section) => section.secType);
  if (types.includes('STK')) return 'stock';
  return types.includes('IND') ? 'index' : null;
}

function monthsOf(row: SearchRow): readonly string[] {
  const options = row.sections.find((section) => section.secType === 'OPT');
  return (options?.months ?? '').split(';').filter((month) => month !== '');
}

/** Primary exchanges that list in US dollars: the search itself does not tell the currency. */
export const dollarExchanges: ReadonlySet<string> = new Set([
  'NASDAQ',
  'NYSE',
  'ARCA',
  'AMEX',
  'BATS',
  'CBOE',
  'IEX',
  'PSE',
  'PINK',
  'NYSENAT',
]);

/** Fails with `invalid-reply` when the row does not say which option it is. */
export function parseInfoRow(
  row: InfoRow,
  underlying: UnderlyingContract,
): Result<OptionContract, BrokerError> {
  const right = parseRight(row.right);
  const expiry = parseCompactDate(row.maturityDate);
  if (right === null) return unreadable(row.conid, 'right');
  if (expiry === null) return unreadable(row.conid, 'maturityDate');
  return ok({
    kind: 'option',
    conid: row.conid,
    underlyingConid: underlying.conid,
    underlying: underlying.symbol,
    tradingClass: row.tradingClass ?? row.ticker ?? row.symbol ?? underlying.symbol,
    right,
    strike: row.strike,
    expiry,
    multiplier: row.multiplier.toNumber(),
    currency: row.currency,
  });
}

const unreadable = (conid: number, field: string): Result<never, BrokerError> =>
  err({ kind: 'invalid-reply', path: `${conid}.${field}`, detail: 'unreadable' });

/** An option's terms stand in its OCC symbol; the definition fills in what the symbol lacks. */
export function parseContractInfo(
  wire: ContractInfo,
): Result<OptionContract | UnderlyingContract, BrokerError> {
  if (wire.instrument_type === 'OPT') return parseOption(wire);
  const kind = wire.instrument_type === 'IND' ? 'index' : 'stock';
  if (kind === 'stock' && wire.instrument_type !== 'STK') {
    return unreadable(wire.con_id, 'instrument_type');
  }
  return ok({
    kind,
    conid: wire.con_id,
    symbol: wire.symbol,
    name: wire.company_name ?? wire.symbol,
    exchange: wire.exchange ?? '',
    currency: wire.currency,
  });
}

function parseOption(wire: ContractInfo): Result<OptionContract, BrokerError> {
  const occ = parseOccSymbol(wire.local_symbol ?? wire.text ?? '');
  if (occ === null) return unreadable(wire.con_id, 'local_symbol');
  const multiplier = wire.multiplier ?? occ.multiplier;
  if (multiplier === null) return unreadable(wire.con_id, 'multiplier');
  if (wire.underlying_con_id === null) return unreadable(wire.con_id, 'underlying_con_id');
  return ok({
    kind: 'option',
    conid: wire.con_id,
    underlyingConid: wire.underlying_con_id,
    underlying: wire.symbol,
    tradingClass: wire.trading_class ?? occ.root,
    right: occ.right,
    strike: occ.strike,
    expiry: maturityOf(wire) ?? occ.expiry,
    multiplier,
    currency: wire.currency,
  });
}

const maturityOf = (wire: ContractInfo) => parseCompactDate(wire.maturity_date ?? '');

/** The price steps, ascending. One step for all prices when no rules are given; none when the broker tells nothing. */
export function parseIncrements(wire: RulesAnswer): readonly PriceIncrement[] {
  const rules = wire.incrementRules ?? [];
  if (rules.length > 0) {
    return rules.toSorted((a, b) => a.lowerEdge.cmp(b.lowerEdge));
  }
  if (wire.increment === null || wire.increment.lte(0)) return [];
  return [{ lowerEdge: new Big(0), increment: wire.increment }];
}

/** The currency by contract, where the definitions tell it. */
export function currenciesOf(
  definitions: readonly SecurityDefinition[],
): ReadonlyMap<number, Currency> {
  return new Map(
    definitions.flatMap((each): [number, Currency][] =>
      each.currency === null ? [] : [[each.conid, each.currency]],
    ),
  );
}
