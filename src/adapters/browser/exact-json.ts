import { Big } from 'big.js';

const mark = '$big';
const decimal = /^-?\d+(\.\d+)?$/;

/** JSON text that keeps exact decimals as such, for values that come back into the desk. */
export function toExactJson(value: unknown): string {
  return JSON.stringify(tag(value));
}

/** Reads what {@link toExactJson} wrote. The caller knows the shape: it wrote it. */
export function fromExactJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) =>
    isTagged(value) ? new Big(value[mark]) : value,
  );
}

function tag(value: unknown): unknown {
  if (value instanceof Big) return { [mark]: value.toFixed() };
  if (Array.isArray(value)) return value.map(tag);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => [key, tag(inner)]),
  );
}

function isTagged(value: unknown): value is Record<typeof mark, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    mark in value &&
    typeof value[mark] === 'string' &&
    decimal.test(value[mark]) &&
    Object.keys(value).length === 1
  );
}
