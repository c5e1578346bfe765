import { Big } from 'big.js';

import { err, ok, type Result } from '#lib/result.ts';

import type { OptionRight } from '../contract.ts';
import type { Side } from '../order.ts';

import { basisOf } from './margin-basis.ts';
import {
  addUp,
  type AccountKind,
  type MarginFault,
  type MarginFigures,
  type MarginFormula,
  type MarginPart,
  type MarginRequirement,
  type UnderlyingClass,
} from './margin-requirement.ts';
import { checkQuantity, longInitialRate, longMaintenanceRate } from './stock-margin.ts';

/** Options of one contract, held long (`buy`) or short (`sell`), beside the shares of the same account. */
export interface OptionPosition {
  readonly right: OptionRight;
  readonly side: Side;
  readonly strike: Big;
  readonly multiplier: number;
  /** Contracts, positive. */
  readonly quantity: number;
  /** Price of the option per share: paid or received when opening, its market price for what is held. */
  readonly premium: Big;
  readonly underlyingPrice: Big;
  readonly underlyingClass: UnderlyingClass;
  /** Shares of the underlying that are free to cover short calls. Short shares cover nothing here. */
  readonly sharesHeld: number;
}

/**
 * Requirement of a single option position under the strategy-based rules, exact to the last digit.
 *
 * A long option is paid in full: the loan value some brokers give options of more than nine months is not counted.
 * Short calls are covered by shares as far as these reach and naked beyond; a short put is secured by cash in a cash
 * account and naked in a margin account. Fails for naked calls in a cash account.
 */
export function optionMargin(
  position: OptionPosition,
  account: AccountKind,
): Result<MarginRequirement, MarginFault> {
  checkQuantity(position.quantity);
  checkQuantity(position.multiplier);
  if (position.side === 'buy') return ok(addUp([part(position, 'long-option', paidInFull)], 0));
  if (position.right === 'call') return shortCallMargin(position, account);
  return ok(
    addUp(
      [
        account === 'cash'
          ? part(position, 'cash-secured-put', securedByCash)
          : part(position, 'naked-put', naked),
      ],
      0,
    ),
  );
}

function shortCallMargin(
  position: OptionPosition,
  account: AccountKind,
): Result<MarginRequirement, MarginFault> {
  const { quantity, multiplier, sharesHeld } = position;
  const coverable = Math.max(0, Math.floor(sharesHeld / multiplier));
  const covered = Math.min(quantity, coverable);
  const uncovered = quantity - covered;
  if (uncovered > 0 && account === 'cash') return err('needs-margin-account');
  const cover = account === 'cash' ? coveredInFull : coveredOnMargin;
  const parts: MarginPart[] = [];
  if (covered > 0) parts.push(part({ ...position, quantity: covered }, 'covered-call', cover));
  if (uncovered > 0) parts.push(part({ ...position, quantity: uncovered }, 'naked-call', naked));
  return ok(addUp(parts, covered * multiplier));
}

/** Figures per share of one contract. */
type Rule = (position: OptionPosition) => MarginFigures;

function part(position: OptionPosition, formula: MarginFormula, rule: Rule): MarginPart {
  const { initial, maintenance, buyingPowerEffect } = rule(position);
  const shares = position.quantity * position.multiplier;
  return {
    quantity: position.quantity,
    initial: initial.times(shares),
    maintenance: maintenance.times(shares),
    buyingPowerEffect: buyingPowerEffect.times(shares),
    basis: basisOf(formula),
  };
}

function paidInFull({ premium }: OptionPosition): MarginFigures {
  return { initial: premium, maintenance: new Big(0), buyingPowerEffect: premium };
}

function securedByCash({ strike, premium }: OptionPosition): MarginFigures {
  return { initial: strike, maintenance: strike, buyingPowerEffect: strike.minus(premium) };
}

/** Shares half paid; in the money they are worth no more than the strike they must be given away for. */
function coveredOnMargin(position: OptionPosition): MarginFigures {
  const { underlyingPrice, underlyingClass, strike, premium } = position;
  const counted = underlyingPrice.lt(strike) ? underlyingPrice : strike;
  const initial = underlyingPrice.times(longInitialRate(underlyingClass));
  return {
    initial,
    maintenance: counted.times(longMaintenanceRate(underlyingClass)),
    buyingPowerEffect: initial.minus(premium),
  };
}

function coveredInFull({ underlyingPrice, premium }: OptionPosition): MarginFigures {
  return {
    initial: underlyingPrice,
    maintenance: underlyingPrice,
    buyingPowerEffect: underlyingPrice.minus(premium),
  };
}

/** Share of the underlying's price that a naked option ties up before it is out of the money. */
const NAKED_RATE: Readonly<Record<UnderlyingClass, Big>> = {
  equity: new Big('0.2'),
  'broad-index': new Big('0.15'),
  'leveraged-2x': new Big('0.4'),
  'leveraged-3x': new Big('0.6'),
};

/** The least it ties up: of the underlying's price for a call, of the strike for a put. */
const FLOOR_RATE: Readonly<Record<UnderlyingClass, Big>> = {
  equity: new Big('0.1'),
  'broad-index': new Big('0.1'),
  'leveraged-2x': new Big('0.2'),
  'leveraged-3x': new Big('0.3'),
};

function naked(position: OptionPosition): MarginFigures {
  const { right, strike, premium, underlyingPrice, underlyingClass } = position;
  const isCall = right === 'call';
  const distance = isCall ? strike.minus(underlyingPrice) : underlyingPrice.minus(strike);
  const outOfTheMoney = distance.gt(0) ? distance : new Big(0);
  const reduced = underlyingPrice.times(NAKED_RATE[underlyingClass]).minus(outOfTheMoney);
  const floor = (isCall ? underlyingPrice : strike).times(FLOOR_RATE[underlyingClass]);
  const cushion = reduced.gt(floor) ? reduced : floor;
  const requirement = premium.plus(cushion);
  return { initial: requirement, maintenance: requirement, buyingPowerEffect: cushion };
}
