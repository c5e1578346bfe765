import { writable, type Readable } from '#lib/readable.ts';

/**
 * How the page and its host stand. `away`: two calls in a row found nobody. `restarted`: it answers, but hands out
 * another token by now; only a reload brings the new one. `unpaired`: this browser is no longer the owner's.
 */
export type HostState = 'here' | 'away' | 'restarted' | 'unpaired';

const lost: Readonly<Record<string, HostState>> = {
  BAD_TOKEN: 'restarted',
  NOT_PAIRED: 'unpaired',
};

export interface HostLine {
  readonly fetch: typeof fetch;
  readonly state: Readable<HostState>;
}

/** Watches every call of the page to its host, which is asked once a second anyway. */
export function watchHost(
  ask: typeof fetch = (input, init) => globalThis.fetch(input, init),
): HostLine {
  const state = writable<HostState>('here');
  let misses = 0;
  return {
    state,
    fetch: async (input, init) => {
      try {
        const answer = await ask(input, init);
        misses = 0;
        state.set(await judge(answer, state.get()));
        return answer;
      } catch (error) {
        // A call the page itself gave up says nothing about the host.
        if (!(error instanceof DOMException)) misses += 1;
        if (misses >= 2) state.set('away');
        throw error;
      }
    },
  };
}

async function judge(answer: Response, before: HostState): Promise<HostState> {
  if (answer.status !== 401 && answer.status !== 403) return before === 'away' ? 'here' : before;
  const code = await codeIn(answer.clone());
  return lost[code] ?? (before === 'away' ? 'here' : before);
}

async function codeIn(answer: Response): Promise<string> {
  try {
    const body: unknown = await answer.json();
    if (typeof body !== 'object' || body === null || !('strikedesk' in body)) return '';
    const { strikedesk } = body;
    return typeof strikedesk === 'object' && strikedesk !== null && 'code' in strikedesk
      ? String(strikedesk.code)
      : '';
  } catch {
    return '';
  }
}
