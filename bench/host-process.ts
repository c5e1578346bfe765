/** A whole desk in a process of its own, as `npm start` runs it: asked over the channel for its memory. */
import path from 'node:path';

import { runDesk } from '#host/command/run-desk.ts';
import { startPracticeGateway } from '#practice-gateway/practice-gateway.ts';
import { aBuiltPage } from '#tests/host-kit.ts';

import { benchGateway } from './bench-gateway.ts';

const [folder = ''] = process.argv.slice(2);

process.on('message', () => process.send?.({ rss: process.memoryUsage.rss() }));
await runDesk({
  root: path.resolve(import.meta.dirname, '..'),
  print: (text) => console.log(text),
  options: {
    distDir: aBuiltPage(folder),
    startPractice: (wish) => startPracticeGateway({ ...benchGateway, ...wish }),
  },
});
