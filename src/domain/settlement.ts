/** US index options that settle in cash: nobody delivers or receives anything. Source: Cboe and Nasdaq contract specifications. */
const cashSettled: ReadonlySet<string> = new Set(
  'SPX XSP NANOS NDX XND NQX RUT MRUT VIX VIXW DJX OEX XEO'.split(' '),
);

/** Whether options on this underlying settle in cash instead of shares. */
export function isCashSettled(underlying: string): boolean {
  return cashSettled.has(underlying.toUpperCase());
}
