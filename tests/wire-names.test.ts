import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const src = path.join(import.meta.dirname, '../src');
/** Words that only the Client Portal Web API uses. */
const wireNames = /\b(?:cOID|conidex|order_ref|secdef|ssodh|iserver|outsideRTH|auxPrice)\b/;
/** The translator itself; the host's paths, with one call as an example; the panel that names the source of a proof. */
const maySpeakIt =
  /^(?:adapters\/ibkr\/|config\/host-api\.ts$|features\/setup-wizard\/proof-panel\.tsx$)/;

test('the broker’s wire names stay inside its adapter', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /[.]tsx?$/.test(file) && !/[.]test[.]tsx?$/.test(file));
  const speakers = files.filter((file) =>
    wireNames.test(readFileSync(path.join(src, file), 'utf8')),
  );

  expect(speakers.filter((file) => maySpeakIt.test(file)).length).toBeGreaterThan(0);
  expect(speakers.filter((file) => !maySpeakIt.test(file))).toEqual([]);
});
