import { fetchOwnerSession } from '#adapters/host/host-link.ts';
import { connectDatabase, type DeskDatabase } from '#adapters/supabase/client.ts';
import { tokenHeader, type PageConfig } from '#config/host-api.ts';
import { err, ok } from '#lib/result.ts';

import { assembleDesk } from './assemble-desk.ts';
import type { Opening } from './opening.ts';
import { pageFetch } from './page-fetch.ts';

/** Builds the desk from its adapters. A hosted database without a session asks for a sign-in first. */
export async function buildDesk(config: PageConfig): Promise<Opening> {
  const database = connectDatabase({
    url: config.supabase.url ?? globalThis.location.origin,
    key: config.supabase.key,
    ...(config.supabase.mode === 'embedded' ? { fetch: withToken(config.token) } : {}),
  });
  const userId = await signedInUser(config, database);
  if (userId !== null) return ready(config, database, userId);
  if (config.supabase.mode === 'embedded') {
    return { kind: 'host-away', detail: 'The database on this computer gave no session.' };
  }
  return {
    kind: 'sign-in',
    signIn: async (email, password) => {
      const { data, error } = await database.auth.signInWithPassword({ email, password });
      if (error !== null) return err(error.message);
      return ok(await ready(config, database, data.user.id));
    },
  };
}

async function ready(config: PageConfig, database: DeskDatabase, userId: string): Promise<Opening> {
  return { kind: 'ready', desk: await assembleDesk(config, database, userId) };
}

/** The owner's session comes from the host (embedded), or from an earlier sign-in (hosted). */
async function signedInUser(config: PageConfig, database: DeskDatabase): Promise<string | null> {
  if (config.supabase.mode === 'hosted') {
    const { data } = await database.auth.getSession();
    return data.session?.user.id ?? null;
  }
  const session = await fetchOwnerSession({ fetch: pageFetch, token: config.token });
  if (!session.ok) return null;
  const { error } = await database.auth.setSession(session.value);
  return error === null ? session.value.user_id : null;
}

function withToken(token: string): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set(tokenHeader, token);
    return globalThis.fetch(input, { ...init, headers });
  };
}
