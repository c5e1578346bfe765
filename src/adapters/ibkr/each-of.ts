import { ok, type Result } from '#lib/result.ts';

/** Reads every row, or tells the first that cannot be read: a list with a hole would be a lie. */
export function eachOf<Row, T, E>(
  rows: readonly Row[],
  parse: (row: Row) => Result<T, E>,
): Result<T[], E> {
  const values: T[] = [];
  for (const row of rows) {
    const parsed = parse(row);
    if (!parsed.ok) return parsed;
    values.push(parsed.value);
  }
  return ok(values);
}
