import { expect, test } from 'vitest';

import { SubscriptionBook } from './subscription-book.ts';
import { parseTabMessage } from './tab-message.ts';

const [one, two] = [Symbol('one'), Symbol('two')];

function ask(book: SubscriptionBook, tab: symbol, text: string, now = 0): readonly string[] {
  const message = parseTabMessage(text);
  if (message?.kind === 'subscribe') return book.subscribe(tab, message, now);
  if (message?.kind === 'unsubscribe') return book.unsubscribe(tab, message.verb, message.subject);
  return message?.kind === 'stop-bars' ? book.stopBars(tab, message.serverId) : [];
}

test('two tabs share a line with the fields of both, until both have left', () => {
  const book = new SubscriptionBook();
  expect(ask(book, one, 'smd+1+{"fields":["31","84"]}')).toEqual(['smd+1+{"fields":["31","84"]}']);
  expect(ask(book, two, 'smd+1+{"fields":["84","86"]}')).toEqual([
    'smd+1+{"fields":["31","84","86"]}',
  ]);
  expect(ask(book, one, 'umd+1+{}')).toEqual([]);
  expect(ask(book, two, 'umd+1+{}')).toEqual(['umd+1+{}']);
  expect(ask(book, two, 'umd+1+{}')).toEqual([]);
});

test('fields that are no field numbers are left out', () => {
  const book = new SubscriptionBook();
  expect(ask(book, one, 'smd+1+{"fields":["31","x",7,null,"8\\n"],"tempo":1}')).toEqual([
    'smd+1+{"fields":["31"]}',
  ]);
});

test('a frame goes to those who asked; what nobody asked for goes to all; what nobody wants any more to none', () => {
  const book = new SubscriptionBook();
  ask(book, one, 'smd+1+{"fields":["31"]}');
  ask(book, two, 'sor+{}');
  expect(book.audience('smd+1', {})).toEqual(new Set([one]));
  expect(book.audience('sor', {})).toEqual(new Set([two]));
  expect(book.audience('sts', {})).toBeNull();
  expect(book.audience('', {})).toBeNull();
  expect(book.audience('smd+2', {})).toEqual(new Set());
});

test('who joins a quote late learns what was told before, merged', () => {
  const book = new SubscriptionBook();
  ask(book, one, 'smd+1+{"fields":["31","84"]}');
  book.audience('smd+1', { topic: 'smd+1', '31': '10', '84': '9' });
  book.audience('smd+1', { topic: 'smd+1', '84': '9.5' });
  expect(book.known('smd', '1')).toEqual({ topic: 'smd+1', '31': '10', '84': '9.5' });
  book.resubscribe(0);
  expect(book.known('smd', '1')).toBeNull();
});

test('a tab that goes takes its subscriptions along, not those of others', () => {
  const book = new SubscriptionBook();
  for (const text of ['smd+1+{}', 'sor+{}', 'str+{}', 'spl+{}']) ask(book, one, text);
  ask(book, two, 'sor+{}');
  expect(book.drop(one)).toEqual(['umd+1+{}', 'utr', 'upl+{}']);
  expect(book.drop(two)).toEqual(['uor+{}']);
});

test('a new line is asked for everything again', () => {
  const book = new SubscriptionBook();
  ask(book, one, 'smd+1+{"fields":["31"]}');
  ask(book, one, 'sor+{"days":3}');
  expect(book.resubscribe(0)).toEqual(['smd+1+{"fields":["31"]}', 'sor+{"days":3}']);
});

test('quotes are asked for again after twelve minutes, and only they', () => {
  const book = new SubscriptionBook();
  ask(book, one, 'smd+1+{"fields":["31"]}', 0);
  ask(book, one, 'sor+{}', 0);
  ask(book, one, 'smd+2+{"fields":["31"]}', 60_000);
  expect(book.renew(719_999)).toEqual([]);
  expect(book.renew(720_000)).toEqual(['smd+1+{"fields":["31"]}']);
  expect(book.renew(720_001)).toEqual([]);
  expect(book.renew(780_000)).toEqual(['smd+2+{"fields":["31"]}']);
});

test('bars are ended by the id their frames brought', () => {
  const book = new SubscriptionBook();
  ask(book, one, 'smh+1+{"period":"1d"}');
  book.audience('smh+1', { serverId: '77' });
  expect(ask(book, two, 'umh+77')).toEqual([]);
  expect(book.drop(one)).toEqual(['umh+77']);
});
