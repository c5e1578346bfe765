import { Big } from 'big.js';
import { beforeEach, expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';
import { anOption } from '#tests/builders.ts';

import { priceText, useTicket } from './ticket.ts';

beforeEach(() => useTicket.setState(useTicket.getInitialState(), true));

const ticket = () => useTicket.getState();

test('picking an ask writes a limit order for one at that price', () => {
  ticket().pickOption(anOption(), 'buy', new Big('2.5'));
  expect(ticket().entry).toMatchObject({
    side: 'buy',
    quantityText: '1',
    type: 'limit',
    limitText: '2.50',
    timeInForce: 'day',
    isClosing: false,
  });
});

test('what is typed is kept as typed', () => {
  ticket().pickOption(anOption(), 'buy', null);
  ticket().typeQuantity('1,5');
  ticket().typeLimit('∞');
  expect(ticket().entry).toMatchObject({ quantityText: '1,5', limitText: '∞' });
});

test('the other side of the same option keeps the quantity, another option starts anew', () => {
  ticket().pickOption(anOption(), 'buy', new Big('2.55'));
  ticket().typeQuantity('5');
  ticket().pickOption(anOption(), 'sell', new Big('2.45'));
  expect(ticket().entry).toMatchObject({ side: 'sell', quantityText: '5', limitText: '2.45' });
  ticket().pickOption(anOption({ conid: conidOf(700002) }), 'buy', new Big('1.1'));
  expect(ticket().entry).toMatchObject({ quantityText: '1', limitText: '1.10' });
});

test('closing a short position buys what is held back', () => {
  ticket().closeHolding({
    contract: anOption(),
    side: 'buy',
    quantity: new Big(-3),
    price: new Big('2.5'),
  });
  expect(ticket().entry).toMatchObject({ side: 'buy', quantityText: '3', isClosing: true });
  ticket().flipSide();
  expect(ticket().entry).toMatchObject({ side: 'sell', isClosing: false });
});

test('every order that is begun has its own number', () => {
  ticket().pickOption(anOption(), 'buy', null);
  const first = ticket().orderNumber;
  ticket().typeQuantity('2');
  expect(ticket().orderNumber).toBe(first);
  ticket().beginAnother();
  expect(ticket().orderNumber).toBe(first + 1);
  expect(ticket().entry?.quantityText).toBe('2');
});

test('an order with a trigger cannot be one that fills at once', () => {
  ticket().pickOption(anOption(), 'buy', null);
  ticket().chooseTimeInForce('ioc');
  ticket().chooseType('market');
  expect(ticket().entry).toMatchObject({ type: 'market', timeInForce: 'ioc' });
  ticket().chooseType('stop');
  expect(ticket().entry).toMatchObject({ type: 'stop', timeInForce: 'day' });
});

test('an empty ticket has nothing to type into', () => {
  ticket().typeQuantity('2');
  ticket().flipSide();
  expect(ticket().entry).toBe(null);
});

test('a price is written with two decimals and loses none', () => {
  expect(priceText(new Big('3'))).toBe('3.00');
  expect(priceText(new Big('0.0125'))).toBe('0.0125');
  expect(priceText(null)).toBe('');
});
