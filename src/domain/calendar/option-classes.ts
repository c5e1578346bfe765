import type { HoursClass } from './sessions.ts';

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Trading classes settled at opening prices. Source: contract specifications of Cboe and Nasdaq. */
const settledAtOpen = setOf('SPX NDX RUT DJX VIX VIXW');
/** Cash-settled index classes with 15 minutes more, but on the day they expire. Source: as above. */
const lateIndexes = setOf('SPXW XSP NDXP XND NQX RUTW MRUT OEX XEO');
/** Funds whose options have 15 minutes more on every day. Source: the lists brokers publish for their customers. */
const lateFunds = setOf(
  'DBA DBB DBC DBO DIA EEM EFA FXI GAZ IWM IWN IWO IWV IYR KBE KRE LQD MDY MLPN MOO OEF OIL QQQ SLX SPY SVXY TLT UNG ' +
    'UUP UVIX UVXY VIIX VIXM VIXY VXX VXZ XHB XLB XLE XLF XLI XLK XLP XLU XLV XLY XME XRT',
);

/** Whether what the option pays is decided by opening prices, after its last day of trading. */
export const isSettledAtOpen = (tradingClass: string): boolean => settledAtOpen.has(tradingClass);

/** Whether the class trades 15 minutes longer than shares also on the day it expires. */
export const isLateFund = (tradingClass: string): boolean => lateFunds.has(tradingClass);

/** The hours of a trading class on days on which it does not expire. */
export function hoursClassOf(tradingClass: string): HoursClass {
  const isLate = [settledAtOpen, lateIndexes, lateFunds].some((set) => set.has(tradingClass));
  return isLate ? 'late-options' : 'options';
}
