/** `npm run lockfile`: the lock file installs on every platform, from any registry, always the same. */
import { readFileSync } from 'node:fs';

import { inspectLockfile } from './inspect-lockfile.ts';

const faults = inspectLockfile(
  readFileSync('package-lock.json', 'utf8'),
  JSON.parse(readFileSync('package.json', 'utf8')),
);
for (const fault of faults) console.error(`lockfile: ${fault}`);
console.log(`lockfile: ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
