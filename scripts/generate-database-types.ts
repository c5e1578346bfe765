/** Writes src/adapters/supabase/database.gen.ts from the migrations: `npx node scripts/generate-database-types.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { openTestDatabase } from '#tests/embedded-database.ts';

import { databaseTypes } from './database-types.ts';

const file = 'src/adapters/supabase/database.gen.ts';

const database = await openTestDatabase();
const source = await databaseTypes(database.engine);
await database.close();
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, await format(source, { ...(await resolveConfig(file)), filepath: file }));
console.log(`wrote ${file}`);
