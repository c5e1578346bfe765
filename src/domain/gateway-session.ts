import type { Instant } from './time.ts';

/** One of the four truths about the connection; each fails by itself. */
export type LampName = 'sso' | 'brokerage' | 'data' | 'socket';

/** `good` was proven within its time; `waiting` asked, no answer yet; `late` older than its limit; `down` has a cause. */
export type LampState = 'good' | 'waiting' | 'late' | 'down';

/** Why a lamp is not good. The screen has the words. */
export type LampCause =
  | 'not-connected'
  | 'gateway-unreachable'
  | 'gateway-silent'
  | 'gateway-wedged'
  | 'not-a-gateway'
  | 'access-denied'
  | 'not-logged-in'
  | 'no-brokerage-session'
  | 'competing'
  | 'starting'
  | 'no-market-data'
  | 'socket-closed'
  | 'socket-silent'
  | 'rate-limited'
  | 'broker-error';

export interface Lamp {
  readonly state: LampState;
  readonly cause: LampCause | null;
  /** When the state was last proven; null when never. */
  readonly provenAt: Instant | null;
}

/** Which hours a practice exchange keeps: those of the real ones, or none. */
export type PracticeHours = 'exchange' | 'always';

export interface BrokerServer {
  readonly name: string;
  readonly version: string | null;
}

export interface GatewaySession {
  readonly lamps: Readonly<Record<LampName, Lamp>>;
  /** All four conditions for sending: logged in, established, not competing, account list read. */
  readonly isReady: boolean;
  /** The label the broker gives the login, never a password. */
  readonly username: string | null;
  /** By the broker's clock, as is its end: the practice exchange keeps a time of its own. Null while nobody is logged in. */
  readonly loggedInAt: Instant | null;
  /** The trader logged out here; the next login clears it. */
  readonly isLoggedOut: boolean;
  /** The broker's server as it names itself; null until it did. */
  readonly server: BrokerServer | null;
  /** The earliest of the known ends of the login; null before a login. */
  readonly expiresAt: Instant | null;
  readonly lastTickleAt: Instant | null;
  /** Set while the expiry warning stands. */
  readonly warningSince: Instant | null;
  /** Told by a gateway with a practice exchange behind it; null for a real one, and while none has answered. */
  readonly practiceHours: PracticeHours | null;
}
