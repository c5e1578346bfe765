import { hostPaths } from '#config/host-api.ts';
import { writable, type Readable } from '#lib/readable.ts';
import type { HostState } from '#queries/host-state.ts';

const lost: Readonly<Record<string, HostState>> = {
  BAD_TOKEN: 'restarted',
  NOT_PAIRED: 'unpaired',
};

export interface HostLine {
  readonly fetch: typeof fetch;
  readonly state: Readable<HostState>;
}

/** The lease is answered out of the host's memory; one that stands still keeps the line open and answers nothing. */
const leaseWithinMs = 6_000;

/** Watches every call of the page to its host, which is asked once a second anyway. */
export function watchHost(
  ask: typeof fetch = (input, init) => globalThis.fetch(input, init),
): HostLine {
  const state = writable<HostState>('here');
  let misses = 0;
  return {
    state,
    fetch: async (input, init) => {
      const timer =
        input === hostPaths.lease
          ? setTimeout(
              () => state.set(state.get() === 'here' ? 'away' : state.get()),
              leaseWithinMs,
            )
          : undefined;
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
      } finally {
        clearTimeout(timer);
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
