import { hostPaths, pairingHeader, pairingStorageKey, type PageConfig } from '#config/host-api.ts';
import { err, ok, type Result } from '#lib/result.ts';

export type ConfigError = 'not-paired' | 'host-away' | 'unreadable';

const patienceMs = 15_000;

/** Asks the host what this page needs. `not-paired`: this browser is not the owner's. */
export async function fetchPageConfig(
  ask: typeof fetch = fetch,
): Promise<Result<PageConfig, ConfigError>> {
  try {
    const answer = await ask(hostPaths.config, {
      cache: 'no-store',
      credentials: 'same-origin',
      signal: AbortSignal.timeout(patienceMs),
      headers: { [pairingHeader]: localStorage.getItem(pairingStorageKey) ?? '' },
    });
    if (answer.status === 401) return err('not-paired');
    if (!answer.ok) return err('host-away');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own host of the same build wrote it
    return ok((await answer.json()) as PageConfig);
  } catch (error) {
    return err(error instanceof SyntaxError ? 'unreadable' : 'host-away');
  }
}
