import { Big } from 'big.js';

/** A value as the audit log keeps it: JSON-safe, money as exact decimal text. Functions and symbols are left out. */
function recordText(value: unknown): unknown {
  if (value instanceof Big) return value.toFixed();
  if (Array.isArray(value)) return value.map(recordText);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => [key, recordText(inner)]),
  );
}

/** As {@link recordText}, for the detail of an entry. */
export function recordDetail(detail: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, recordText(value)]));
}
