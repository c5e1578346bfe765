import { expect, test } from 'vitest';

import { parseLooks } from './appearance.ts';

test('kept looks come back, nonsense becomes the plain ones', () => {
  expect(parseLooks('{"theme":"light","pnlHues":"blue-orange","hasLetterKeys":false}')).toEqual({
    theme: 'light',
    pnlHues: 'blue-orange',
    hasLetterKeys: false,
  });
  const plain = { theme: 'dark', pnlHues: 'green-red', hasLetterKeys: true };
  expect(parseLooks(null)).toEqual(plain);
  expect(parseLooks('{')).toEqual(plain);
  expect(parseLooks('7')).toEqual(plain);
  expect(parseLooks('{"theme":"pink"}')).toEqual(plain);
});
