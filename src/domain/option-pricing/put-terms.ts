/** An American put without cash dividends. A call is the put with spot and strike, and rate and yield, exchanged. */
export interface PutTerms {
  readonly spot: number;
  readonly strike: number;
  readonly years: number;
  readonly vol: number;
  readonly rate: number;
  readonly dividendYield: number;
}

/** The boundary just before expiry, its highest: below it the put is exercised at once. */
export function boundaryAtExpiry({ strike, rate, dividendYield }: PutTerms): number {
  return dividendYield > rate ? (strike * rate) / dividendYield : strike;
}

/**
 * How far the drift carries the underlying before expiry, in standard deviations. Decides which form of the
 * boundary equation converges and how fine the integrals must be.
 */
export function driftRatio({ rate, dividendYield, years, vol }: PutTerms): number {
  return ((rate - dividendYield) * Math.sqrt(years)) / vol;
}
