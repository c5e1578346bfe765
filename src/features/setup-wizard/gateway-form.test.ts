import { expect, test } from 'vitest';

import { findFaults, initialForm, targetOf, type GatewayForm } from './gateway-form.ts';

const good: GatewayForm = {
  host: 'localhost',
  port: '5000',
  scheme: 'https',
  username: 'mlindq7418',
};

test('the usual address has no fault and becomes the target', () => {
  expect(findFaults(good)).toEqual({});
  expect(targetOf({ ...good, host: ' 127.0.0.1 ', port: ' 5001 ' })).toEqual({
    kind: 'own',
    host: '127.0.0.1',
    port: 5001,
    isTls: true,
  });
});

test.each(['7496', '7497', '4001', '4002'])('%s is refused as a socket port, by name', (port) => {
  expect(findFaults({ ...good, port }).port).toContain(`${port} is the socket port of`);
});

test.each(['', '0', '65536', '99999999', '-1', '5000.5', '5e3', 'port', '５０００'])(
  'port %j is no port',
  (port) => {
    expect(findFaults({ ...good, port }).port).toBeDefined();
  },
);

test.each(['', 'https://localhost', 'localhost:5000', 'my computer', 'a/b', 'x@y'])(
  'host %j is no host',
  (host) => {
    expect(findFaults({ ...good, host }).host).toBeDefined();
  },
);

test('IPv6 loopback is a host', () => {
  expect(findFaults({ ...good, host: '::1' })).toEqual({});
  expect(findFaults({ ...good, host: '[::1]' })).toEqual({});
});

test('an empty or endless username is refused', () => {
  expect(findFaults({ ...good, username: '   ' }).username).toContain('Type your username');
  expect(findFaults({ ...good, username: 'x'.repeat(65) }).username).toBe('At most 64 letters.');
});

test('the form starts from the configuration when nothing is saved', () => {
  const defaults = { gatewayHost: 'localhost', gatewayPort: 5000, gatewayIsTls: false };
  expect(initialForm(null, defaults)).toEqual({
    host: 'localhost',
    port: '5000',
    scheme: 'http',
    username: '',
  });
});
