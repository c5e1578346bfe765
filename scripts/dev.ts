/** `npm run dev`: the desk with hot reload, behind the same doors. */
import path from 'node:path';

import { runDesk } from '#host/command/run-desk.ts';
import { openDevPage } from '#host/page/dev-page.ts';

const root = path.resolve(import.meta.dirname, '..');

await runDesk({
  root,
  print: (text) => console.log(text),
  options: { openPage: openDevPage(root) },
});
