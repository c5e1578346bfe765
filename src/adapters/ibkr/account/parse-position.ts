import type { AccountId } from '#domain/order.ts';
import type { Position, PositionOptionTerms } from '#domain/position.ts';

import { parseCompactDate, parseOccSymbol, parseRight } from '../parse-text.ts';
import type { SecurityDefinition } from '../market/endpoints.ts';
import type { PositionRow } from './endpoints.ts';

const assetClasses: Readonly<Record<string, Position['assetClass']>> = {
  STK: 'stock',
  OPT: 'option',
};

/** Joins a holding with its contract's terms; without them the description is the fallback. */
export function parsePosition(
  accountId: AccountId,
  row: PositionRow,
  definition: SecurityDefinition | undefined,
): Position {
  const description = descriptionOf(row, definition);
  const assetClass = assetClassOf(row, definition);
  return {
    accountId,
    conid: row.conid,
    description,
    underlying: definition?.ticker ?? description.split(/\s+/)[0] ?? description,
    assetClass,
    option: assetClass === 'option' ? optionTerms(definition, description) : null,
    quantity: row.position,
    averagePrice: row.avgPrice,
    averageCost: row.avgCost,
    marketPrice: row.marketPrice ?? row.mktPrice,
    marketValue: row.marketValue ?? row.mktValue,
    unrealizedPnl: row.unrealizedPnl,
    realizedPnl: row.realizedPnl,
    currency: row.currency,
  };
}

function descriptionOf(row: PositionRow, definition: SecurityDefinition | undefined): string {
  return row.contractDesc ?? row.description ?? definition?.name ?? String(row.conid);
}

function assetClassOf(
  row: PositionRow,
  definition: SecurityDefinition | undefined,
): Position['assetClass'] {
  return assetClasses[row.assetClass ?? row.secType ?? definition?.assetClass ?? ''] ?? 'other';
}

function optionTerms(
  definition: SecurityDefinition | undefined,
  description: string,
): PositionOptionTerms | null {
  const described = parseOccSymbol(description);
  // The definition has no trading class; the contract's symbol begins with it.
  const names = {
    underlyingConid: definition?.undConid ?? null,
    tradingClass: described?.root ?? null,
  };
  const defined = definition === undefined ? null : definedTerms(definition);
  if (defined !== null) return { ...defined, ...names };
  if (described === null || described.multiplier === null) return null;
  const { right, strike, expiry, multiplier } = described;
  return { right, strike, expiry, multiplier, ...names };
}

/** Null while the server has not loaded the contract: such rows come with empty fields. */
function definedTerms(
  definition: SecurityDefinition,
): Omit<PositionOptionTerms, 'underlyingConid' | 'tradingClass'> | null {
  const right = parseRight(definition.putOrCall);
  const expiry = parseCompactDate(definition.expiry ?? definition.lastTradingDay ?? '');
  const { strike, multiplier } = definition;
  if (right === null || expiry === null || strike === null || multiplier === null) return null;
  return { right, expiry, strike, multiplier };
}
