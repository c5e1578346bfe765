import type { PageConfig } from '#config/host-api.ts';
import type { Environment } from '#config/environment.ts';

import type { PracticeGateway } from './practice.ts';

interface Ingredients {
  readonly version: string;
  readonly token: string;
  readonly environment: Environment;
  /** The embedded database's key; null with hosted Supabase. */
  readonly embeddedKey: string | null;
  readonly vault: PageConfig['vault'];
  readonly practice: PracticeGateway | null;
}

/** Makes the body of `/config.json`: everything the page must know and the build must not hold. */
export function pageConfigOf(from: Ingredients): PageConfig {
  const { environment, practice } = from;
  return {
    version: from.version,
    token: from.token,
    supabase:
      environment.hosted === null
        ? { url: null, key: from.embeddedKey ?? '', mode: 'embedded' }
        : { ...environment.hosted, mode: 'hosted' },
    vault: from.vault,
    ibkr: environment.ibkr,
    practice:
      practice === null
        ? null
        : {
            host: practice.host,
            port: practice.port,
            loginUrl: practice.loginUrl,
            isAlwaysOpen: practice.isAlwaysOpen,
            now: practice.now(),
          },
  };
}
