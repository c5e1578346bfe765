/** What a package-lock.json (version 3) says about one place in node_modules; only what is judged here. */
interface LockedPackage {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A package-lock.json as parsed: places in node_modules ('' is the project itself) to what lies there. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** The parts of package.json that the lock must agree with. */
export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Returns one readable line per fault; an empty list means that `npm ci` installs the same everywhere. */
export function inspectLockfile(lockText: string, manifest: Manifest): string[] {
  const lock: Lockfile = JSON.parse(lockText);
  if (Object.keys(lock.packages).length < 2) return ['the lock file holds no packages'];
  return [
    ...missingPlatformPackages(lock),
    ...registryTraces(lock),
    ...loosePins(lock, { ...manifest.dependencies, ...manifest.devDependencies }),
  ];
}

/**
 * npm drops optional packages that the registry did not have on the day of the install, without a word; `npm ci`
 * then refuses the lock on every machine.
 */
function missingPlatformPackages(lock: Lockfile): string[] {
  return Object.entries(lock.packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isInstalledFor(lock, place, name))
      .map((name) => `${name}, optional for ${place}, has no entry: npm ci will refuse the file`),
  );
}

/** Looks for a package as Node does: beside the asking one, then one folder further out each time. */
function isInstalledFor(lock: Lockfile, place: string, name: string): boolean {
  const outward = place.split('node_modules/');
  return outward.some((_, index) => {
    const folder = outward.slice(0, index + 1).join('node_modules/');
    const base = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
    return `${base}node_modules/${name}` in lock.packages;
  });
}

/** The lock must install from whichever registry the user has: it names none. Funding links may stay. */
function registryTraces(lock: Lockfile): string[] {
  return Object.entries(lock.packages).flatMap(([place, entry]) => {
    if ('resolved' in entry) return [`${place} has a "resolved" address`];
    const text = JSON.stringify({ ...entry, funding: undefined });
    return /:\/\/|registry\.|npmjs/.test(text) ? [`${place} names a host`] : [];
  });
}

function loosePins(lock: Lockfile, direct: Readonly<Record<string, string>>): string[] {
  return Object.entries(direct).flatMap(([name, wanted]) => {
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(wanted)) return [`${name} is not pinned: "${wanted}"`];
    const locked = lock.packages[`node_modules/${name}`]?.version;
    return locked === wanted ? [] : [`${name} is ${wanted} in package.json, ${locked} in the lock`];
  });
}
