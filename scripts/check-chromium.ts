/** Runs before the tests: without a browser they would fail one by one, each after its time-out. */
import { chromiumAdvice, findChromium } from '#tests/e2e/chromium.ts';

if (findChromium() === null) {
  console.error(chromiumAdvice());
  process.exitCode = 1;
}
