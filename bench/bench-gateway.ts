import type { PracticeOptions } from '#practice-gateway/settings.ts';

/** The practice gateway as the benches use it: logged in, at all hours, with the broker's request limits. */
export const benchGateway = {
  port: 0,
  http: true,
  alwaysOpen: true,
  loggedIn: true,
  startupMs: 0,
  authDelayMs: 10,
} as const satisfies PracticeOptions;
