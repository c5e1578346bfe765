import { createClient, type SupabaseClient } from '@supabase/supabase-js';

import type { RecordsError } from '#services/ports/records.ts';
import { err, ok, type Result } from '#lib/result.ts';

import type { Database } from './database.gen.ts';

export type DeskDatabase = SupabaseClient<Database>;

interface Options {
  readonly url: string;
  readonly key: string;
  /** Adds what our own host wants to see (its token). Left out for a hosted project. */
  readonly fetch?: typeof fetch;
}

/** Connects to the trader's tables, embedded or hosted: the same calls either way. */
export function connectDatabase(options: Options): DeskDatabase {
  return createClient<Database>(options.url, options.key, {
    auth: { persistSession: true, autoRefreshToken: true, detectSessionInUrl: false },
    ...(options.fetch === undefined ? {} : { global: { fetch: options.fetch } }),
  });
}

/** What supabase-js answers with. `status` 0 means that nothing answered. */
interface Answer<T> {
  readonly data: T | null;
  readonly error: { readonly code?: string; readonly message: string } | null;
  readonly status: number;
}

/** Turns an answer into a value; a thrown network error into `away`. */
export async function stored<T>(
  ask: PromiseLike<Answer<T>>,
): Promise<Result<T | null, RecordsError>> {
  try {
    const { data, error, status } = await ask;
    if (error === null) return ok(data);
    const isAway = status === 0 || status >= 502;
    return err(
      isAway
        ? { kind: 'away', detail: error.message }
        : { kind: 'refused', code: error.code ?? String(status), detail: error.message },
    );
  } catch (error) {
    return err({ kind: 'away', detail: error instanceof Error ? error.message : String(error) });
  }
}

/** As {@link stored}, for writes that bring nothing back. */
export async function written(
  ask: PromiseLike<Answer<unknown>>,
): Promise<Result<void, RecordsError>> {
  const answer = await stored(ask);
  return answer.ok ? ok(undefined) : answer;
}
