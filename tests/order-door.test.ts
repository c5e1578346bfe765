import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const src = path.join(import.meta.dirname, '../src');
/** A call, or the method taken out of the port. */
const calls = /[.{,]\s*(placeOrder|modifyOrder|cancelOrder|answerQuestion)\b/;

/** The one job that may write orders; the port itself, and the broker's side of it: adapters and the exchange. */
const mayWrite =
  /^(services\/orders\/submit-order|services\/ports\/broker\.ts$|adapters\/|simulation\/)/;

function productFiles(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /[.]tsx?$/.test(file) && !/[.]test[.]tsx?$/.test(file));
}

test('only submit-order writes orders through the broker port', () => {
  const files = productFiles();
  const writers = files.filter((file) => calls.test(readFileSync(path.join(src, file), 'utf8')));

  expect(files.length).toBeGreaterThan(0);
  expect(writers.filter((file) => !mayWrite.test(file))).toEqual([]);
});
