/** Statuses of PostgREST for the SQLSTATEs that @supabase/lite 0.10.0 answers with 500 and the code "SUP". */
const statusOf: Readonly<Record<string, number>> = {
  '23514': 400, // check violation
  '23P01': 400, // exclusion violation
  '40001': 500, // serialization failure
  '40P01': 500, // deadlock
  '57014': 500, // canceled statement
  '25P02': 500, // transaction already failed
};

/** What a failed statement tells. `detail` can hold the values of the row. */
interface DatabaseError extends Error {
  readonly code: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
}

/**
 * Makes an error of the engine into one that is answered as PostgREST would: with its SQLSTATE as code and a status
 * that fits. Uses PostgREST's own "raise sqlstate 'PGRST'" form, which lite passes on as it is.
 */
export function answeredAsPostgrest(error: unknown): unknown {
  if (!isDatabaseError(error)) return error;
  const status = statusOf[error.code] ?? (/^P0...$/.test(error.code) ? 400 : undefined);
  if (status === undefined) return error;
  const message = JSON.stringify({
    code: error.code,
    message: error.message,
    details: error.detail ?? null,
    hint: error.hint ?? null,
  });
  return Object.assign(new Error(message, { cause: error }), {
    code: 'PGRST',
    detail: JSON.stringify({ status, headers: {} }),
  });
}

export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
