/**
 * A process of its own that opens the embedded database in the folder it is given and writes rows until it is
 * killed, saying the number of each row once the database has confirmed it.
 */
import path from 'node:path';

import { createClient } from '@supabase/supabase-js';

import { openEmbeddedDatabase } from '#host/database/embedded-database.ts';

const [root = ''] = process.argv.slice(2);
const database = await openEmbeddedDatabase({
  dataDir: path.join(root, 'data'),
  keysDir: path.join(root, 'keys'),
  migrationsDir: path.resolve('supabase/migrations'),
  log: () => undefined,
});
const client = createClient('http://database.localhost', database.publishableKey, {
  auth: { persistSession: false, autoRefreshToken: false },
  global: { fetch: (input, init) => database.fetch(new Request(input, init)) },
});
await client.auth.setSession(await database.signInOwner());
const rows = client.from('user_preferences');

const refused = await rows.insert({ key: 'NOT LEGAL', value: { secret: 'a sum of 4711.25' } });
process.stdout.write(`refused ${refused.error?.code}\n`);
for (let n = 1; n <= 10_000; n += 1) {
  const { error } = await rows.insert({ key: `row-${n}`, value: { n } });
  if (error !== null) throw new Error(error.message);
  process.stdout.write(`wrote ${n}\n`);
}
