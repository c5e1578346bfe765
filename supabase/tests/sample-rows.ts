import { randomUUID } from 'node:crypto';

import type { Column } from './catalogue.ts';
import type { Row } from './hands.ts';

/** Values that a check asks for and that the type does not tell. */
const samples: Readonly<Record<string, () => unknown>> = {
  currency: () => 'USD',
  environment: () => 'paper',
  text_sha256: () => randomUUID().replaceAll('-', '').repeat(2),
  key: () => `k-${randomUUID()}`,
  inputs: () => ({}),
  value: () => ({}),
  client_order_id: () => randomUUID(),
  account_id: () => `DU${randomUUID().slice(0, 8)}`,
  // Two rows of one user need a different one each, in every table that counts by it.
  logged_in_at: () =>
    new Date(Date.UTC(2026, 0, 1) + Math.floor(Math.random() * 1e11)).toISOString(),
  document_id: () => randomUUID(),
  gateway_host: () => 'localhost',
};

const byType: Readonly<Record<string, () => unknown>> = {
  uuid: () => randomUUID(),
  text: () => `sample ${randomUUID().slice(0, 8)}`,
  int2: () => 1,
  int4: () => 1,
  int8: () => 1 + Math.floor(Math.random() * 1e9),
  bool: () => false,
  date: () => '2026-11-20',
  timestamptz: () => '2026-11-20T15:30:00Z',
  exact_numeric: () => '1.25',
  jsonb: () => ({}),
};

/** A row that the table takes, new at every call. A column that needs more care fails the owner's own insert. */
export function sampleRow(columns: readonly Column[]): Row {
  const needed = columns.filter((column) => column.is_required || column.name in identifying);
  return Object.fromEntries(needed.map((column) => [column.name, valueFor(column)]));
}

/** Not required by the column, but by a check of the row. */
const identifying: Readonly<Record<string, true>> = { client_order_id: true };

function valueFor(column: Column): unknown {
  const listed = /'([^']*)'::text/.exec(column.check ?? '')?.[1];
  const make = samples[column.name] ?? (isList(column) ? () => listed : byType[column.type]);
  if (make === undefined) throw new Error(`No sample for ${column.name} of type ${column.type}`);
  return make();
}

const isList = (column: Column): boolean => /= ANY \(ARRAY\[/.test(column.check ?? '');
