import type { Result } from '#lib/result.ts';

/** An expected failure on its way through react-query, which knows errors only as things thrown. */
export class QueryFailure<E> extends Error {
  readonly failure: E;

  constructor(failure: E) {
    super('The answer was a failure; see `failure`.');
    this.name = 'QueryFailure';
    this.failure = failure;
  }
}

/** The value of an answer, or its failure thrown for react-query to catch. */
export async function unwrap<T, E>(answer: Promise<Result<T, E>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new QueryFailure(result.error);
  return result.value;
}

/** The host keeps reads back while the broker waits for an answer about an order, a minute at most: they come again. */
export const untilNotHeldBack = {
  retry: (count: number, error: Error): boolean => count < (isHeldBack(error) ? 35 : 1),
  retryDelay: 2_000,
};

function isHeldBack(error: Error): boolean {
  const failure: unknown = error instanceof QueryFailure ? error.failure : null;
  const isObject = typeof failure === 'object' && failure !== null;
  return isObject && 'code' in failure && failure.code === 'CONVERSATION_OPEN';
}
