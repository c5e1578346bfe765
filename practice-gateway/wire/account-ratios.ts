import { Big } from 'big.js';

import type { SimulatedAccount } from '#simulation/exchange-shapes.ts';

/** 0 when there is nothing to divide by. */
export function ratio(top: Big, bottom: Big): Big {
  return bottom.eq(0) ? new Big(0) : top.div(bottom);
}

/** Position value over net liquidation, two decimals. */
export const leverageOf = (account: SimulatedAccount) =>
  ratio(account.grossPositionValue, account.netLiquidation).toFixed(2);
