import path from 'node:path';

import { runDesk } from './command/run-desk.ts';

await runDesk({
  root: path.resolve(import.meta.dirname, '..'),
  print: (text) => console.log(text),
});
