/** One line of a result: what, how much, and against what. */
export interface Row {
  readonly what: string;
  /** With its unit, e.g. "1.21 ms". */
  readonly value: string;
  /** Against the line it is compared with; null for that line itself and for lines without one. */
  readonly ratio: number | null;
}

/** The result of one measurement. */
export interface Report {
  readonly title: string;
  readonly rows: readonly Row[];
  /** How it was measured, and what the ratio is against. */
  readonly note: string;
}

/** The report as a table of three columns. */
export function formatReport({ title, rows, note }: Report): string {
  const lines = rows.map(({ what, value, ratio }) => [what, value, ratioText(ratio)] as const);
  const width = (column: 0 | 1 | 2) => Math.max(...lines.map((line) => line[column].length));
  const [whatWidth, valueWidth, ratioWidth] = [width(0), width(1), width(2)];
  const body = lines.map(
    ([what, value, ratio]) =>
      `  ${what.padEnd(whatWidth)}  ${value.padStart(valueWidth)}  ${ratio.padStart(ratioWidth)}`,
  );
  return [title, ...body, `  ${note}`, ''].join('\n');
}

const ratioText = (ratio: number | null): string => (ratio === null ? '' : `x ${ratio.toFixed(2)}`);

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const microseconds = (value: number): string => `${value.toFixed(2)} us`;
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** A quarter of the times were shorter: little moved by what else the machine does. */
export function lowerQuartile(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 4)] ?? Number.NaN;
}
