import { expect, test } from 'vitest';
import * as z from 'zod/mini';

import {
  decimal,
  flag,
  looseConid,
  looseDecimal,
  looseNumber,
  neededConid,
  neededCount,
  neededDecimal,
  neededId,
  neededSide,
  readAs,
  tolerantList,
  words,
} from './schema.ts';

const row = z.object({ id: neededId, price: decimal, size: neededCount });

test('a row is read from numbers or formatted texts alike, and missing money is null', () => {
  expect(readAs(row, { id: 12, size: '1,300' })).toEqual({
    ok: true,
    value: { id: '12', price: null, size: 1300 },
  });
  const read = readAs(row, { id: ' a ', price: '2.50', size: 1 });
  expect(read.ok && read.value.price?.toFixed(2)).toBe('2.50');
});

test('money that cannot be read is a fault with its path', () => {
  expect(
    readAs(z.array(row), [
      { id: 'a', size: 1 },
      { id: 'b', price: 'cheap', size: 1 },
    ]),
  ).toEqual({
    ok: false,
    error: { kind: 'invalid-reply', path: '1.price', detail: 'not a number' },
  });
  expect(readAs(row, { id: '', size: 1 })).toMatchObject({ error: { path: 'id' } });
  expect(readAs(row, { id: 'a', size: '' })).toMatchObject({ error: { path: 'size' } });
  expect(readAs(row, { id: 'a' })).toMatchObject({ error: { path: 'size' } });
});

test('words of refusal in place of data are a refusal', () => {
  expect(readAs(row, { error: 'Invalid account ID' })).toEqual({
    ok: false,
    error: { kind: 'rejected', reason: 'Invalid account ID' },
  });
  expect(readAs(row, { error: 'Please query /accounts first' })).toMatchObject({
    error: { kind: 'no-brokerage-session' },
  });
  expect(readAs(row, { error: 'no session' })).toEqual({
    ok: false,
    error: { kind: 'unauthenticated' },
  });
});

test('descriptive fields never fail', () => {
  const descriptive = z.object({
    name: words,
    isOpen: flag,
    volume: looseNumber,
    change: looseDecimal,
    conid: looseConid,
  });
  const nothing = { name: null, isOpen: null, volume: null, change: null, conid: null };
  expect(descriptive.parse({})).toEqual(nothing);
  expect(
    descriptive.parse({ name: {}, isOpen: 'yes', volume: [], change: 'n. n.', conid: -1 }),
  ).toEqual(nothing);
  expect(descriptive.parse({ name: 7, isOpen: true, volume: '2K', conid: '42' })).toMatchObject({
    name: '7',
    isOpen: true,
    volume: 2000,
    conid: 42,
  });
});

test('what must be there must be there', () => {
  expect(neededDecimal.safeParse('').success).toBe(false);
  expect(neededConid.safeParse('-1').success).toBe(false);
  expect(neededSide.safeParse('SHORT').success).toBe(false);
  expect(neededSide.parse('SLD')).toBe('sell');
});

test('a tolerant list leaves out what it cannot read', () => {
  expect(
    tolerantList(z.object({ conid: neededConid })).parse([{ conid: 1 }, { conid: 'x' }, 3]),
  ).toEqual([{ conid: 1 }]);
  expect(tolerantList(row).parse(undefined)).toEqual([]);
});
