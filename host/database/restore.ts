import { existsSync, renameSync, rmSync } from 'node:fs';

import { PGlite } from '@electric-sql/pglite';

import type { Engine } from './engine.ts';
import { pendingMigrations, type Migration } from './migrations.ts';

/** The archive cannot replace the data. The data is untouched and in use. */
class RestoreError extends Error {
  override readonly name = 'RestoreError';
}

interface Replacement {
  /** Folder of the data in use. */
  readonly location: string;
  readonly archive: Blob;
  readonly migrations: readonly Migration[];
  /** The engine in use. */
  readonly engine: Engine;
  /** Opens what is in `location` and brings it up to date. */
  readonly open: () => Promise<Engine>;
}

/** The engine to go on with: on the restored data, or on the present data when `failure` tells why not. */
interface Replaced {
  readonly engine: Engine;
  readonly failure: RestoreError | null;
}

/**
 * Puts the data of an archive in the place of the present data.
 *
 * The archive is unpacked beside the data and asked a few questions before anything moves; a bad one is refused
 * with {@link RestoreError}. The present data stays as `<location>.before-restore`, and is put back when the new
 * data does not open.
 */
export async function replaceData(replacement: Replacement): Promise<Replaced> {
  const { location, archive, migrations, engine, open } = replacement;
  await unpackAndCheck(location, archive, migrations);
  await engine.close();
  moveIntoPlace(location);
  try {
    return { engine: await open(), failure: null };
  } catch (error) {
    rmSync(location, { recursive: true, force: true });
    renameSync(placesBeside(location).before, location);
    const failure = new RestoreError('Could not restore the backup: its data does not open.', {
      cause: error,
    });
    return { engine: await open(), failure };
  }
}

/** As {@link replaceData} for data that nobody has open, e.g. because it is damaged. */
export async function replaceClosedData(
  location: string,
  archive: Blob,
  migrations: readonly Migration[],
): Promise<void> {
  await unpackAndCheck(location, archive, migrations);
  moveIntoPlace(location);
}

function moveIntoPlace(location: string): void {
  const { restored, before } = placesBeside(location);
  rmSync(before, { recursive: true, force: true });
  if (existsSync(location)) renameSync(location, before);
  renameSync(restored, location);
}

/** Brings the folders back into order when the process died in the middle of {@link replaceData}. */
export function finishInterruptedRestore(location: string): void {
  const { unpacking, restored, before } = placesBeside(location);
  rmSync(unpacking, { recursive: true, force: true });
  if (existsSync(location)) rmSync(restored, { recursive: true, force: true });
  else if (existsSync(restored)) renameSync(restored, location);
  else if (existsSync(before)) renameSync(before, location);
}

const placesBeside = (location: string) => ({
  /** Not yet known to be good. */
  unpacking: `${location}.unpacking`,
  /** Checked, closed, and ready to take the place. */
  restored: `${location}.restored`,
  before: `${location}.before-restore`,
});

async function unpackAndCheck(
  location: string,
  archive: Blob,
  migrations: readonly Migration[],
): Promise<void> {
  const { unpacking, restored } = placesBeside(location);
  for (const folder of [unpacking, restored]) rmSync(folder, { recursive: true, force: true });
  try {
    const candidate = await PGlite.create({ dataDir: unpacking, loadDataDir: archive });
    try {
      await checkContent(candidate, migrations);
    } finally {
      await candidate.close();
    }
    renameSync(unpacking, restored);
  } catch (error) {
    rmSync(unpacking, { recursive: true, force: true });
    throw new RestoreError('Could not restore the backup: the archive is damaged or too new.', {
      cause: error,
    });
  }
}

async function checkContent(candidate: PGlite, migrations: readonly Migration[]): Promise<void> {
  const query = async <Row>(sql: string): Promise<Row[]> => (await candidate.query<Row>(sql)).rows;
  await pendingMigrations({ query }, migrations);
  const [users] = await query<{ count: number }>('select count(*)::int from auth.users');
  if (users === undefined || users.count === 0) throw new Error('the archive has no user');
}
