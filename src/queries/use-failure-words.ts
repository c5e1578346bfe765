import { useHostedDatabase } from './connection.ts';
import { describeFailure } from './failure-words.ts';
import type { FailureWords } from './host-words.ts';

/** As {@link describeFailure}, for failures that may be the database's: where it runs decides where to look. */
export function useFailureWords(): (error: unknown) => FailureWords {
  const isHosted = useHostedDatabase() !== null;
  return (error) => describeFailure(error, isHosted);
}
