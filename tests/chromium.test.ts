import { expect, test } from 'vitest';

import { chromiumAdvice, findChromium, type Machine } from '#tests/e2e/chromium.ts';

const aMachine = (
  platform: NodeJS.Platform,
  files: readonly string[],
  env: Machine['env'] = {},
): Machine => ({ platform, env, exists: (file) => files.includes(file) });

test("Debian's Chromium is found before Chrome", () => {
  expect(findChromium(aMachine('linux', ['/usr/bin/google-chrome', '/usr/bin/chromium']))).toBe(
    '/usr/bin/chromium',
  );
});

test('Chrome is found on macOS and on Windows', () => {
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  expect(findChromium(aMachine('darwin', [mac]))).toBe(mac);
  const windows = String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`;
  expect(
    findChromium(aMachine('win32', [windows], { PROGRAMFILES: String.raw`C:\Program Files` })),
  ).toBe(windows);
});

test('CHROMIUM_PATH wins, and is not silently replaced when it is wrong', () => {
  const own = { CHROMIUM_PATH: '/opt/chromium' };
  expect(findChromium(aMachine('linux', ['/opt/chromium', '/usr/bin/chromium'], own))).toBe(
    '/opt/chromium',
  );
  const wrong = aMachine('linux', ['/usr/bin/chromium'], own);
  expect(findChromium(wrong)).toBeNull();
  expect(chromiumAdvice(wrong)).toContain('CHROMIUM_PATH is /opt/chromium');
});

test('a machine without Chromium is told the command', () => {
  const bare = aMachine('linux', []);
  expect(findChromium(bare)).toBeNull();
  expect(chromiumAdvice(bare)).toContain('apt-get install -y chromium');
});
