import type { Environment } from '#config/environment.ts';

import type { DatabaseFace } from './database-room.ts';
import type { EmbeddedDatabaseOptions } from './database/embedded-database.ts';
import type { ServerLimits } from './http/loopback-server.ts';
import type { OpenPage } from './page/page-room.ts';
import type { StartPractice } from './practice.ts';

export interface HostOptions {
  readonly environment: Environment;
  /** Both are made private to their owner. The keys live apart from the data. */
  readonly folders: { readonly data: string; readonly keys: string };
  /** Holds the built page. */
  readonly distDir: string;
  /** Another source of the page than `distDir`. */
  readonly openPage?: OpenPage;
  readonly migrationsDir: string;
  readonly version: string;
  /** Null: no practice gateway. */
  readonly startPractice: StartPractice | null;
  readonly openDatabase?: (options: EmbeddedDatabaseOptions) => Promise<DatabaseFace>;
  /** Told single lines without secrets. */
  readonly log: (line: string) => void;
  readonly limits?: Partial<ServerLimits>;
}
