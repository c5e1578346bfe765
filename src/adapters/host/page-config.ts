import { hostPaths, pairingHeader, pairingStorageKey, type PageConfig } from '#config/host-api.ts';
import { err, ok, type Result } from '#lib/result.ts';

export type ConfigError = 'not-paired' | 'host-away' | 'unreadable';

const patienceMs = 15_000;

/** The page's half of the pairing. A browser that keeps nothing for pages cannot be the owner's. */
const storedHalf = (): string | null => localStorage.getItem(pairingStorageKey);

/** Asks the host what this page needs. `not-paired`: this browser is not the owner's. */
export async function fetchPageConfig(
  ask: typeof fetch = fetch,
  ownHalf: () => string | null = storedHalf,
): Promise<Result<PageConfig, ConfigError>> {
  try {
    const answer = await ask(hostPaths.config, {
      cache: 'no-store',
      credentials: 'same-origin',
      signal: AbortSignal.timeout(patienceMs),
      headers: { [pairingHeader]: ownHalf() ?? '' },
    });
    if (answer.status === 401) return err('not-paired');
    if (!answer.ok) return err('host-away');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own host of the same build wrote it
    return ok((await answer.json()) as PageConfig);
  } catch (error) {
    return err(error instanceof SyntaxError ? 'unreadable' : 'host-away');
  }
}
