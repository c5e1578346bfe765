import type { OptionRight } from '../contract.ts';
import type { Side } from '../order.ts';
import type { ComplianceRule, DeskSnapshot } from './rule.ts';
import type { OrderDraft } from '../order.ts';

export type LevelCode =
  | 'OPTIONS_LEVEL_SUFFICIENT'
  | 'OPTIONS_LEVEL_TOO_LOW'
  | 'OPTIONS_LEVEL_UNSTATED'
  | 'OPTIONS_LEVEL_FREE';

/**
 * IBKR's levels: 1 covered calls, 2 long options, 3 limited loss (a short put among them), 4 everything.
 *
 * The Web API does not tell the level, so it is what the trader stated; the broker has the last word.
 * Source: IBKR's options permission levels, read 2026-11. Closing needs no level.
 */
export const optionsLevelSufficient: ComplianceRule<LevelCode> = (draft, desk) => {
  const { contract, side } = draft.legs[0];
  if (contract.kind !== 'option') return [];
  if (draft.effect === 'close') {
    return [{ verdict: 'pass', code: 'OPTIONS_LEVEL_FREE', facts: {} }];
  }
  const needed = neededLevel(contract.right, side, coversCall(draft, desk));
  if (desk.optionsLevel === null) {
    return [{ verdict: 'warn', code: 'OPTIONS_LEVEL_UNSTATED', facts: { needed } }];
  }
  const facts = { needed, stated: desk.optionsLevel };
  return desk.optionsLevel >= needed
    ? [{ verdict: 'pass', code: 'OPTIONS_LEVEL_SUFFICIENT', facts }]
    : [{ verdict: 'block', code: 'OPTIONS_LEVEL_TOO_LOW', facts }];
};

function neededLevel(right: OptionRight, side: Side, isCovered: boolean): number {
  if (side === 'buy') return 2;
  if (right === 'put') return 3;
  return isCovered ? 1 : 4;
}

/** Whether shares held cover the short calls of this order and those already short. */
function coversCall(draft: OrderDraft, desk: DeskSnapshot): boolean {
  const { contract } = draft.legs[0];
  if (contract.kind !== 'option' || desk.positions === null) return false;
  const held = desk.positions.find(
    (position) => position.assetClass === 'stock' && position.conid === contract.underlyingConid,
  );
  if (held === undefined) return false;
  const alreadyShort = desk.positions
    .filter((position) => position.option?.right === 'call' && position.quantity.lt(0))
    .filter((position) => position.underlying === contract.underlying)
    .reduce(
      (shares, position) =>
        shares + -position.quantity.toNumber() * (position.option?.multiplier ?? 0),
      0,
    );
  return held.quantity.gte(alreadyShort + draft.quantity * contract.multiplier);
}
