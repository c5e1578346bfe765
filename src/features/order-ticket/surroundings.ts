import { Big } from 'big.js';

import type { MarginPreview } from '#domain/compliance/rule.ts';
import type { Contract } from '#domain/contract.ts';
import { freeSharesFor } from '#domain/free-shares.ts';
import type { OrderSurroundings } from '#domain/order-facts.ts';
import type { Position } from '#domain/position.ts';
import type { Quote } from '#domain/quote.ts';
import { spotPrice } from '#domain/spot-price.ts';

interface Known {
  readonly quote: Quote | null;
  readonly underlying: Quote | null;
  readonly positions: readonly Position[] | null;
  readonly preview: MarginPreview | null;
}

/** What the desk knows around an order, for its facts. */
export function surroundings(contract: Contract, known: Known): OrderSurroundings {
  const { quote, underlying, positions, preview } = known;
  const held = heldOf(positions, contract.conid);
  return {
    ...sidesOf(quote),
    underlyingPrice: spotPrice(underlying),
    held: held?.quantity ?? null,
    averagePrice: held?.averagePrice ?? null,
    freeShares: freeSharesOf(contract, positions),
    fees: preview?.commissionAtMost ?? preview?.commission ?? null,
  };
}

/** What is held of a contract: null when positions are not read, 0 when it is not among them. */
export function heldOf(
  positions: readonly Position[] | null,
  conid: number,
): Pick<Position, 'quantity' | 'averagePrice'> | null {
  if (positions === null) return null;
  const row = positions.find((position) => position.conid === conid);
  return row ?? { quantity: new Big(0), averagePrice: null };
}

function sidesOf(quote: Quote | null): Pick<Quote, 'bid' | 'ask'> {
  return { bid: quote?.bid ?? null, ask: quote?.ask ?? null };
}

function freeSharesOf(contract: Contract, positions: readonly Position[] | null): Big | null {
  return contract.kind === 'option' && positions !== null
    ? freeSharesFor(contract, positions)
    : null;
}
