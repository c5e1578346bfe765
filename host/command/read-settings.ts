import { parseEnv } from 'node:util';
import os from 'node:os';
import path from 'node:path';

import { parseEnvironment, type Environment, type EnvironmentFault } from '#config/environment.ts';
import { ok, type Result } from '#lib/result.ts';

import { dataFolders, type DataFolders } from '../database/data-folders.ts';
import { readIfThere } from '../doors/secrets.ts';

export interface HostSettings {
  readonly environment: Environment;
  /** Absolute. */
  readonly folders: DataFolders;
}

/**
 * Reads `.env` of the project's folder, over which the process's own variables win, and checks all of it.
 * Fails with every fault at once.
 */
export function readSettings(
  root: string,
  processEnv: Readonly<Record<string, string | undefined>>,
): Result<HostSettings, readonly EnvironmentFault[]> {
  const file: Record<string, string | undefined> = parseEnv(
    readIfThere(path.join(root, '.env')) ?? '',
  );
  const env = { ...file, ...processEnv };
  const environment = parseEnvironment(env);
  if (!environment.ok) return environment;
  const folders = dataFolders({ env, platform: process.platform, home: os.homedir() });
  return ok({
    environment: environment.value,
    folders: { data: path.resolve(root, folders.data), keys: path.resolve(root, folders.keys) },
  });
}
