import { conidOf, type Conid, type OptionRight } from '#domain/contract.ts';

import { tradingClasses, type TradingClass } from './trading-classes.ts';

const FIRST = 500_000_001;
/** 2025-01-01 as days since 1970: no option of this exchange expired before. */
const FIRST_DAY = 20_089;
const DAYS = 2048;
const STRIKES = 10_000;

/** What an option conid says. `steps` is the strike in strike steps of the listing. */
export interface OptionKey {
  readonly tradingClass: TradingClass;
  readonly expiryDay: number;
  readonly right: OptionRight;
  readonly steps: number;
}

/** A number that holds the whole contract, so that it is the same on every start and needs no table. */
export function conidOfOption(key: OptionKey): Conid {
  const day = key.tradingClass.index * DAYS + (key.expiryDay - FIRST_DAY);
  const right = key.right === 'call' ? 0 : 1;
  return conidOf(FIRST + (day * 2 + right) * STRIKES + key.steps);
}

/** The way back. Null for a number that no option of this exchange can have; it may still not be listed. */
export function optionKeyOf(conid: Conid): OptionKey | null {
  const code = conid - FIRST;
  if (code < 0) return null;
  const steps = code % STRIKES;
  const rest = Math.floor(code / STRIKES);
  const day = Math.floor(rest / 2);
  const tradingClass = tradingClasses[Math.floor(day / DAYS)];
  if (tradingClass === undefined || steps === 0) return null;
  return {
    tradingClass,
    expiryDay: FIRST_DAY + (day % DAYS),
    right: rest % 2 === 0 ? 'call' : 'put',
    steps,
  };
}
