import { expect, test, vi } from 'vitest';

import { writable } from '#lib/readable.ts';
import { aDraft } from '#tests/builders.ts';
import { manualClock } from '#tests/manual-clock.ts';

import { OrderDesk } from './order-desk.ts';

vi.mock('./order-room.ts', () => {
  throw new TypeError('Failed to fetch dynamically imported module');
});

/** A desk whose host went away before the part that sends was fetched. */
function aDesk() {
  const list = writable([]);
  const deps = {
    clock: manualClock(),
    book: { orders: list, executions: list, setIntents: () => undefined },
    reconciler: { unknown: list, underway: list },
  };
  return new OrderDesk(deps as unknown as ConstructorParameters<typeof OrderDesk>[0]);
}

test('without the part that sends nothing is judged, nothing may be sent, and the screen stands', async () => {
  const desk = aDesk();
  const review = await desk.review(aDraft());
  expect(review).toMatchObject({
    isAllowed: false,
    checks: [{ verdict: 'block', code: 'NOT_SENT', facts: { why: 'HOST_AWAY' } }],
    previewError: { kind: 'refused', code: 'HOST_AWAY' },
  });
  const ask = vi.fn<() => Promise<{ isConfirmed: boolean }>>();
  expect(await desk.submit(review, 'Buy 1.', ask)).toMatchObject({ kind: 'denied' });
  expect(ask).not.toHaveBeenCalled();
});
