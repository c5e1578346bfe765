/**
 * Set-up for every test project: a console error or warning that a test did not expect fails it. A test that
 * expects one takes it over: `vi.spyOn(console, 'error').mockImplementation(() => undefined)`, and looks at it.
 */
import { format } from 'node:util';
import { afterAll, afterEach } from 'vitest';

const heard: string[] = [];

const listenTo =
  (level: string) =>
  (...words: readonly unknown[]): void => {
    heard.push(`console.${level}: ${format(...words)}`);
  };

// Not vi.spyOn: `restoreMocks` would take the listener away before the first test.
Object.assign(console, { error: listenTo('error'), warn: listenTo('warn') });

function complain(): void {
  const noise = heard.splice(0);
  if (noise.length > 0) throw new Error(`Unexpected console output:\n${noise.join('\n')}`);
}

afterEach(complain);
afterAll(complain);
