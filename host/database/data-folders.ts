import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** Where this machine's user keeps the desk's data, and apart from it the keys that open the data. */
export interface DataFolders {
  readonly data: string;
  readonly keys: string;
}

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/**
 * The platform's customary folders, or `STRIKEDESK_DATA_DIR` and `STRIKEDESK_KEYS_DIR`.
 *
 * Linux: XDG_DATA_HOME/strikedesk and XDG_CONFIG_HOME/strikedesk. macOS: ~/Library/Application Support and
 * ~/Library/Preferences. Windows: %LOCALAPPDATA%\Strikedesk and %APPDATA%\Strikedesk. Creates nothing.
 */
export function dataFolders({ env, platform, home }: Surroundings): DataFolders {
  const customary = customaryFolders(env, platform, home);
  return {
    data: given(env['STRIKEDESK_DATA_DIR']) ?? customary.data,
    keys: given(env['STRIKEDESK_KEYS_DIR']) ?? customary.keys,
  };
}

function customaryFolders(
  env: Surroundings['env'],
  platform: NodeJS.Platform,
  home: string,
): DataFolders {
  const style = platform === 'win32' ? path.win32 : path.posix;
  const join = (...parts: string[]): string => style.join(...parts);
  if (platform === 'win32') {
    return {
      data: join(given(env['LOCALAPPDATA']) ?? join(home, 'AppData', 'Local'), 'Strikedesk'),
      keys: join(given(env['APPDATA']) ?? join(home, 'AppData', 'Roaming'), 'Strikedesk'),
    };
  }
  if (platform === 'darwin') {
    return {
      data: join(home, 'Library', 'Application Support', 'Strikedesk'),
      keys: join(home, 'Library', 'Preferences', 'Strikedesk'),
    };
  }
  return {
    data: join(given(env['XDG_DATA_HOME']) ?? join(home, '.local', 'share'), 'strikedesk'),
    keys: join(given(env['XDG_CONFIG_HOME']) ?? join(home, '.config'), 'strikedesk'),
  };
}

const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/** Makes a folder that only its owner can enter, also when it stood open before. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(folder, 0o700);
}
