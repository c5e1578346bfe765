import { randomUUID } from 'node:crypto';

import { reply } from '../api/replies.ts';
import type { Question } from '../brokerage-memory.ts';
import type { World } from '../world.ts';

/** Answered later than this the order is gone. */
const STALE_MS = 120_000;

/** Asks the first of `questions` that is not suppressed, or goes on when there is none. */
export function converse(
  world: World,
  questions: readonly Question[],
  proceed: () => Response,
): Response {
  const { memory } = world.session;
  const open = questions.filter(({ id }) => !memory.suppressed.has(id));
  const [first, ...next] = open;
  memory.conversation = null;
  if (first === undefined) return proceed();
  const replyId = randomUUID();
  memory.conversation = { replyId, askedAt: world.clock.elapsed(), next, proceed };
  return reply([
    {
      id: replyId,
      message: [first.text],
      isSuppressed: false,
      messageIds: [first.id],
      messageOptions: ['Yes', 'No'],
    },
  ]);
}

/** Takes the answer to the open question. Anything else sent in between has closed it. */
export function answerQuestion(world: World, replyId: string, isConfirmed: boolean): Response {
  const { memory } = world.session;
  const open = memory.conversation;
  const isFresh = open !== null && world.clock.elapsed() - open.askedAt <= STALE_MS;
  if (!isFresh || open.replyId !== replyId) {
    return reply({ error: `reply id not found: '${replyId}'`, statusCode: 400 }, 400);
  }
  memory.conversation = null;
  if (!isConfirmed) return reply({ error: 'Order not confirmed ' });
  return converse(world, open.next, open.proceed);
}
