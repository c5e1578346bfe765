import { Big } from 'big.js';

import type { OptionContract } from './contract.ts';
import type { Position } from './position.ts';

/**
 * Shares of a call's underlying that could still serve it: those held, less those that calls already sold stand on. Never
 * below 0.
 */
export function freeSharesFor(option: OptionContract, positions: readonly Position[]): Big {
  const ofSame = positions.filter((position) => position.underlying === option.underlying);
  const held = ofSame
    .filter((position) => position.assetClass === 'stock')
    .reduce((sum, position) => sum.plus(position.quantity), new Big(0));
  const promised = ofSame
    .filter((position) => position.option?.right === 'call' && position.quantity.lt(0))
    .reduce(
      (sum, position) => sum.minus(position.quantity.times(position.option?.multiplier ?? 0)),
      new Big(0),
    );
  const free = held.minus(promised);
  return free.lt(0) ? new Big(0) : free;
}
