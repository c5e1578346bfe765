import { Big } from 'big.js';

/** A figure as a JSON number of two decimals, the way the broker writes money. */
export const cents = (value: Big): number => Number(value.toFixed(2));

/** A figure as a JSON number of up to eight decimals. */
export const exact = (value: Big): number => Number(value.toFixed(8));

/** "1,977.60". */
export function grouped(value: Big, decimals: number): string {
  const [whole = '0', fraction] = value.abs().toFixed(decimals).split('.');
  const spaced = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const rounded = fraction === undefined ? spaced : `${spaced}.${fraction}`;
  return value.lt(0) && /[1-9]/.test(rounded) ? `-${rounded}` : rounded;
}

/** "825,208 USD". */
export const wholeUsd = (value: Big): string => `${grouped(value, 0)} USD`;

/** "1,977.60 USD". */
export const usd = (value: Big): string => `${grouped(value, 2)} USD`;

/** A price with at least two decimals: "189.60", "0.055". */
export function priceText(value: Big): string {
  const text = value.toString();
  const decimals = text.split('.')[1]?.length ?? 0;
  return value.toFixed(Math.max(2, Math.min(decimals, 4)));
}

/** "1.2M", "34.5K", "812": for eyes, not for sums. */
export function shortCount(count: number): string {
  if (count >= 1_000_000) return `${(count / 1_000_000).toFixed(1)}M`;
  if (count >= 10_000) return `${(count / 1000).toFixed(1)}K`;
  return grouped(new Big(count), 0);
}

/** A fraction as percent with a sign: 0.2537 is "25.4%". */
export const percentText = (fraction: number, decimals = 1): string =>
  `${(fraction * 100).toFixed(decimals)}%`;
