import { expect, test } from 'vitest';

import { manualClock } from '#tests/manual-clock.ts';

import { NoticeBoard } from './notice-board.ts';

test('good news goes after ten seconds, what needs the trader stays until it is put away', async () => {
  const clock = manualClock();
  const board = new NoticeBoard(clock);
  board.post('info', 'ORDER_FILLED', {});
  board.post('block', 'ORDER_REJECTED', {});
  await clock.advance(10_000);
  expect(board.notices.get().map((notice) => notice.code)).toEqual(['ORDER_REJECTED']);
  board.dismiss(board.notices.get()[0]?.id ?? '');
  expect(board.notices.get()).toEqual([]);
});

test('later news of an order takes the place of earlier, a refusal stays beside it', () => {
  const board = new NoticeBoard(manualClock());
  board.post('info', 'ORDER_PARTLY_FILLED', {}, '77');
  board.post('info', 'ORDER_PARTLY_FILLED', {}, '78');
  board.post('block', 'ORDER_REJECTED', {}, '77');
  board.post('info', 'ORDER_PARTLY_FILLED', {}, '77');
  board.post('info', 'ORDER_FILLED', {}, '77');
  expect(board.notices.get().map(({ code, about }) => [code, about])).toEqual([
    ['ORDER_FILLED', '77'],
    ['ORDER_REJECTED', '77'],
    ['ORDER_PARTLY_FILLED', '78'],
  ]);
});
