import { readFileSync } from 'node:fs';

import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';

import { openTestDatabase } from '#tests/embedded-database.ts';

import { databaseTypes } from './database-types.ts';

const file = 'src/adapters/supabase/database.gen.ts';

test('the committed types are those of the migrations, and a bare numeric column is refused', async () => {
  const database = await openTestDatabase();
  const source = await databaseTypes(database.engine);
  const current = await format(source, { ...(await resolveConfig(file)), filepath: file });
  // When this fails: npx node scripts/generate-database-types.ts
  expect(readFileSync(file, 'utf8')).toBe(current);

  // A bare numeric column would cross as a double.
  await database.engine.execute('create table public.careless (price numeric)');
  await expect(databaseTypes(database.engine)).rejects.toThrow(
    /price: numeric is not a type we use/,
  );
  await database.close();
});
