import { Big } from 'big.js';

import type { CalendarDate } from '../time.ts';

/** What an underlying is to the margin rules. Leveraged funds count by their factor. */
export type UnderlyingClass = 'equity' | 'broad-index' | 'leveraged-2x' | 'leveraged-3x';

export type AccountKind = 'margin' | 'cash';

/** Which rule of thumb of the rule book gave the figures. */
export type MarginFormula =
  | 'long-option'
  | 'naked-call'
  | 'naked-put'
  | 'covered-call'
  | 'cash-secured-put'
  | 'long-stock'
  | 'short-stock';

/** Where a formula stands, and when it was last read there. Brokers may ask for more, never for less. */
export interface MarginBasis {
  readonly formula: MarginFormula;
  readonly source: string;
  readonly checkedOn: CalendarDate;
}

/** Sums in USD. */
export interface MarginFigures {
  /** Equity needed to open the position. */
  readonly initial: Big;
  /** Equity needed to keep it, at the prices given. */
  readonly maintenance: Big;
  /** What opening it takes from the buying power: the requirement less premium received. Negative gives some back. */
  readonly buyingPowerEffect: Big;
}

/** A piece of the position that falls under one formula. */
export interface MarginPart extends MarginFigures {
  /** Contracts or shares. */
  readonly quantity: number;
  readonly basis: MarginBasis;
}

/** Requirement of a position as a whole, with the parts it adds up from. */
export interface MarginRequirement extends MarginFigures {
  readonly parts: readonly MarginPart[];
  /** Shares held whose own requirement is inside these figures, so that it is not counted again. */
  readonly sharesCovered: number;
}

/** A position the account kind does not allow at all. */
export type MarginFault = 'needs-margin-account';

/** Adds up the parts of a position. */
export function addUp(parts: readonly MarginPart[], sharesCovered: number): MarginRequirement {
  const sum = (of: (part: MarginPart) => Big) =>
    parts.reduce((total, part) => total.plus(of(part)), new Big(0));
  return {
    initial: sum((part) => part.initial),
    maintenance: sum((part) => part.maintenance),
    buyingPowerEffect: sum((part) => part.buyingPowerEffect),
    parts,
    sharesCovered,
  };
}
