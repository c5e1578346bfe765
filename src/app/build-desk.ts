import { fetchOwnerSession } from '#adapters/host/host-link.ts';
import { connectDatabase, type DeskDatabase } from '#adapters/supabase/client.ts';
import { tokenHeader, type PageConfig } from '#config/host-api.ts';
import { err, ok } from '#lib/result.ts';

import { assembleDesk } from './assemble-desk.ts';
import { watchHost, type HostLine } from './host-line.ts';
import type { Opening } from './opening.ts';

/** Builds the desk from its adapters. A hosted database without a session asks for a sign-in first. */
export async function buildDesk(config: PageConfig): Promise<Opening> {
  // Before a sign-in, which may take its time.
  const configReadAt = Date.now();
  const line = watchHost();
  const isHostHere = () => line.state.get() !== 'away';
  const isEmbedded = config.supabase.mode === 'embedded';
  const database = connectDatabase({
    url: config.supabase.url ?? globalThis.location.origin,
    key: config.supabase.key,
    ...(isEmbedded ? { fetch: withToken(line.fetch, config.token) } : {}),
  });
  const ready = async (userId: string): Promise<Opening> => ({
    kind: 'ready',
    desk: await assembleDesk({
      config,
      configReadAt,
      ask: line.fetch,
      isHostHere,
      database,
      userId,
    }),
    hostState: line.state,
  });
  const userId = isEmbedded
    ? await ownerOf(config, line, database)
    : await rememberedUser(database);
  if (userId !== null) return ready(userId);
  if (isEmbedded) {
    return { kind: 'host-away', detail: 'The database on this computer gave no session.' };
  }
  return {
    kind: 'sign-in',
    signIn: async (email, password) => {
      const { data, error } = await database.auth.signInWithPassword({ email, password });
      return error === null ? ok(await ready(data.user.id)) : err(error.message);
    },
  };
}

/** Embedded: the host hands this browser the owner's session. */
async function ownerOf(
  { token }: PageConfig,
  line: HostLine,
  database: DeskDatabase,
): Promise<string | null> {
  const session = await fetchOwnerSession({ fetch: line.fetch, token });
  if (!session.ok) return null;
  const { error } = await database.auth.setSession(session.value);
  return error === null ? session.value.user_id : null;
}

/** Hosted: an earlier sign-in in this browser. */
async function rememberedUser(database: DeskDatabase): Promise<string | null> {
  const { data } = await database.auth.getSession();
  return data.session?.user.id ?? null;
}

function withToken(ask: typeof fetch, token: string): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set(tokenHeader, token);
    return ask(input, { ...init, headers });
  };
}
