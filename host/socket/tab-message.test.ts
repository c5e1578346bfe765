import { expect, test } from 'vitest';

import { parseTabMessage, startText, stopText } from './tab-message.ts';

test('the listed topics are taken apart', () => {
  expect(parseTabMessage('smd+265598+{"fields":["31","84"]}')).toEqual({
    kind: 'subscribe',
    verb: 'smd',
    subject: '265598',
    args: { fields: ['31', '84'] },
  });
  expect(parseTabMessage('smd+265598@NASDAQ+{}')).toMatchObject({ subject: '265598@NASDAQ' });
  expect(parseTabMessage('umd+265598+{}')).toEqual({
    kind: 'unsubscribe',
    verb: 'smd',
    subject: '265598',
  });
  expect(parseTabMessage('sor+{"days":3}')).toMatchObject({ verb: 'sor', args: { days: 3 } });
  expect(parseTabMessage('uor+{}')).toMatchObject({ kind: 'unsubscribe', verb: 'sor' });
  expect(parseTabMessage('utr')).toMatchObject({ kind: 'unsubscribe', verb: 'str' });
  expect(parseTabMessage('ssd+DU1+{"keys":["NetLiquidation-S"]}')).toMatchObject({
    verb: 'ssd',
    subject: 'DU1',
  });
  expect(parseTabMessage('umh+12345')).toEqual({ kind: 'stop-bars', serverId: '12345' });
  expect(parseTabMessage('tic')).toEqual({ kind: 'pass', text: 'tic' });
});

test.each([
  '',
  'smd',
  'smd+abc+{}',
  'smd+1+{"fields":',
  'smd+1+[1]',
  'smd+1;2+{}',
  'sbd+DU1+265598',
  'sor+DU1+{}',
  '{"session":"x"}',
  'tic\nsmd+1+{}',
  'umh+a b',
  `smd+1+{"fields":["${'1'.repeat(5_000)}"]}`,
  '__proto__+{}',
])('%s is not passed', (text) => {
  expect(parseTabMessage(text)).toBeNull();
});

test('messages are written in the words of the server', () => {
  expect(startText('smd', '1', { fields: ['31'] })).toBe('smd+1+{"fields":["31"]}');
  expect(startText('sor', '', {})).toBe('sor+{}');
  expect([
    stopText('smd', '1'),
    stopText('sor', ''),
    stopText('str', ''),
    stopText('ssd', 'U1'),
  ]).toEqual(['umd+1+{}', 'uor+{}', 'utr', 'usd+U1+{}']);
});
