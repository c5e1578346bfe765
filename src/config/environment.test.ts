import { expect, test } from 'vitest';

import { parseEnvironment, type Environment } from './environment.ts';

function parsed(source: Record<string, string>): Environment {
  const result = parseEnvironment(source);
  if (!result.ok) throw new Error(result.error.map((fault) => fault.message).join('\n'));
  return result.value;
}

function messages(source: Record<string, string>): readonly string[] {
  const result = parseEnvironment(source);
  return result.ok ? [] : result.error.map((fault) => fault.message);
}

test('nothing set is a desk with the documented defaults', () => {
  expect(parsed({})).toEqual({
    port: 5273,
    practicePort: 5055,
    practiceKeepsHours: false,
    practiceStartsAt: null,
    dataDir: null,
    keysDir: null,
    opensBrowser: true,
    encryptionKey: null,
    hosted: null,
    ibkr: {
      isEnabled: true,
      gatewayHost: 'localhost',
      gatewayPort: 5000,
      gatewayIsTls: true,
      defaultEnvironment: 'paper',
      syncIntervalMs: 30_000,
      tickleIntervalMs: 240_000,
      sessionWarningMinutes: 60,
    },
  });
});

test('the practice exchange keeps hours and starts at a moment when told so', () => {
  const environment = parsed({
    STRIKEDESK_PRACTICE_HOURS: '1',
    STRIKEDESK_PRACTICE_NOW: '2026-11-19T10:00-05:00',
  });
  expect(environment.practiceKeepsHours).toBe(true);
  expect(environment.practiceStartsAt).toBe(Date.UTC(2026, 10, 19, 15));
});

test.each(['yesterday', '2026-11-19', '2026-11-19T10:00', '2026-13-19T10:00Z'])(
  'a practice clock at "%s" is no moment',
  (text) => {
    expect(messages({ STRIKEDESK_PRACTICE_NOW: text })).toEqual([
      `Could not use STRIKEDESK_PRACTICE_NOW: it is "${text}"; it must be a date and time with a zone, like 2026-11-19T15:00:00Z or 2026-11-19T10:00-05:00.`,
    ]);
  },
);

test('the variables of the quick start guide are read', () => {
  const environment = parsed({
    VITE_ENCRYPTION_KEY: 'k'.repeat(32),
    VITE_IBKR_ENABLED: 'false',
    VITE_IBKR_GATEWAY_HOST: '127.0.0.1',
    VITE_IBKR_GATEWAY_PORT: '5001',
    VITE_IBKR_GATEWAY_SSL: 'off',
    VITE_IBKR_DEFAULT_ENVIRONMENT: 'live',
    VITE_IBKR_SYNC_INTERVAL: '5000',
    VITE_IBKR_TICKLE_INTERVAL: '280000',
    VITE_IBKR_SESSION_WARNING_MINUTES: '15',
    STRIKEDESK_OPEN: '0',
  });
  expect(environment.encryptionKey).toBe('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk');
  expect(environment.opensBrowser).toBe(false);
  expect(environment.ibkr).toEqual({
    isEnabled: false,
    gatewayHost: '127.0.0.1',
    gatewayPort: 5001,
    gatewayIsTls: false,
    defaultEnvironment: 'live',
    syncIntervalMs: 5_000,
    tickleIntervalMs: 280_000,
    sessionWarningMinutes: 15,
  });
});

test('every fault is told at once, each with its variable', () => {
  expect(
    messages({
      VITE_ENCRYPTION_KEY: 'short',
      VITE_IBKR_GATEWAY_PORT: '7497',
      VITE_IBKR_SYNC_INTERVAL: '4999',
      VITE_IBKR_TICKLE_INTERVAL: 'soon',
      STRIKEDESK_PORT: '65536',
    }).map((message) => message.split(':')[0]),
  ).toEqual([
    'Could not use STRIKEDESK_PORT',
    'Could not use VITE_ENCRYPTION_KEY',
    'Could not use VITE_IBKR_GATEWAY_PORT',
    'Could not use VITE_IBKR_SYNC_INTERVAL',
    'Could not use VITE_IBKR_TICKLE_INTERVAL',
  ]);
});

test.each(['7496', '7497', '4001', '4002'])(
  'port %s is explained as the TWS socket, not as a wrong number',
  (port) => {
    expect(messages({ VITE_IBKR_GATEWAY_PORT: port })[0]).toContain('socket port of TWS');
  },
);

test('a key of 31 characters is refused without being repeated, 32 is taken', () => {
  const key = 'Zq8'.repeat(11).slice(0, 31);
  expect(messages({ VITE_ENCRYPTION_KEY: key })).toEqual([
    'Could not use VITE_ENCRYPTION_KEY: it has 31 characters; it must have at least 32. Make one: openssl rand -base64 32',
  ]);
  expect(messages({ VITE_ENCRYPTION_KEY: `${key}x` })).toEqual([]);
});

test('the example key of the guide is refused', () => {
  expect(
    messages({ VITE_ENCRYPTION_KEY: 'your-secure-32-character-encryption-key-here' })[0],
  ).toContain('everybody knows');
});

test.each([
  ['https://localhost', 'scheme'],
  ['localhost:5000', 'port'],
  ['local host', 'space'],
  ['../etc', 'path'],
])('the gateway host %s is refused because of its %s', (host) => {
  expect(messages({ VITE_IBKR_GATEWAY_HOST: host })).toHaveLength(1);
});

test.each(['localhost', '127.0.0.1', '::1', 'gateway.lan', 'NAS'])(
  'the gateway host %s is taken',
  (host) => {
    expect(parsed({ VITE_IBKR_GATEWAY_HOST: host }).ibkr.gatewayHost).toBe(host.toLowerCase());
  },
);

test('intervals are taken at their ends and refused just outside', () => {
  const tickle = (value: string) => messages({ VITE_IBKR_TICKLE_INTERVAL: value }).length;
  expect([tickle('29999'), tickle('30000'), tickle('280000'), tickle('280001')]).toEqual([
    1, 0, 0, 1,
  ]);
  const sync = (value: string) => messages({ VITE_IBKR_SYNC_INTERVAL: value }).length;
  expect([sync('4999'), sync('5000'), sync('300000'), sync('300001')]).toEqual([1, 0, 0, 1]);
  expect([tickle('-30000'), tickle('3e4'), tickle('40000.5'), tickle('40,000')]).toEqual([
    1, 1, 1, 1,
  ]);
});

test('hosted Supabase needs both its variables', () => {
  const url = 'https://abc.supabase.co';
  const key = 'sb_publishable_abcdefghijkl';
  expect(parsed({ VITE_SUPABASE_URL: url, VITE_SUPABASE_ANON_KEY: key }).hosted).toEqual({
    url,
    key,
  });
  expect(messages({ VITE_SUPABASE_URL: url })).toHaveLength(1);
  expect(messages({ VITE_SUPABASE_PUBLISHABLE_KEY: key })).toHaveLength(1);
  expect(
    messages({ VITE_SUPABASE_URL: 'http://abc.supabase.co', VITE_SUPABASE_ANON_KEY: key }),
  ).toHaveLength(1);
});

test('a key that overrides access rules is refused and not repeated', () => {
  const serviceRole = `eyJhbGciOiJIUzI1NiJ9.${btoa('{"role":"service_role"}')}.signature`;
  for (const key of ['sb_secret_abcdefghijklmnop', serviceRole]) {
    const [message] = messages({
      VITE_SUPABASE_URL: 'https://abc.supabase.co',
      VITE_SUPABASE_ANON_KEY: key,
    });
    expect(message).toContain('secret (service role) key');
    expect(message).not.toContain(key);
  }
});

test('a misspelt variable is named', () => {
  // With an own key that nobody reads, the desk would silently make one itself.
  expect(messages({ VITE_ENCRYPTON_KEY: 'x'.repeat(40) })).toEqual([
    'Could not use VITE_ENCRYPTON_KEY: there is no such variable. See .env.example for the list.',
  ]);
  expect(messages({ VITE_IBKR_GATEWAY_PORTS: '5000', PATH: '/bin' })).toEqual([
    'Could not use VITE_IBKR_GATEWAY_PORTS: there is no such variable. See .env.example for the list.',
  ]);
});
