import { expect, test } from 'vitest';

import { dataFolders } from './data-folders.ts';

test.each([
  ['linux', {}, '/home/ann/.local/share/strikedesk', '/home/ann/.config/strikedesk'],
  [
    'linux',
    { XDG_DATA_HOME: '/data', XDG_CONFIG_HOME: '/etc/ann' },
    '/data/strikedesk',
    '/etc/ann/strikedesk',
  ],
  [
    'darwin',
    {},
    '/home/ann/Library/Application Support/Strikedesk',
    '/home/ann/Library/Preferences/Strikedesk',
  ],
  ['linux', { STRIKEDESK_DATA_DIR: '/a', STRIKEDESK_KEYS_DIR: '/b' }, '/a', '/b'],
  [
    'linux',
    { STRIKEDESK_DATA_DIR: '' },
    '/home/ann/.local/share/strikedesk',
    '/home/ann/.config/strikedesk',
  ],
] as const)('on %s with %j the data lie in %s and the keys in %s', (platform, env, data, keys) => {
  expect(dataFolders({ platform, env, home: '/home/ann' })).toEqual({ data, keys });
});

test('on Windows the folders are those of the user', () => {
  const env = {
    LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local',
    APPDATA: 'C:\\Users\\ann\\AppData\\Roaming',
  };
  expect(dataFolders({ platform: 'win32', env, home: 'C:\\Users\\ann' })).toEqual({
    data: 'C:\\Users\\ann\\AppData\\Local\\Strikedesk',
    keys: 'C:\\Users\\ann\\AppData\\Roaming\\Strikedesk',
  });
});
