import type { BrokerServer, PracticeHours } from '#domain/gateway-session.ts';
import type { Instant } from '#domain/time.ts';

import type { Reply } from './broker.ts';

/** What the broker says about the brokerage session. */
export interface BrokerageStatus {
  readonly isAuthenticated: boolean;
  /** Login done and accounts loaded; a build that does not tell it counts as authenticated. */
  readonly isEstablished: boolean;
  readonly isCompeting: boolean;
  readonly isConnected: boolean;
  /** The broker's reason, may be empty. */
  readonly message: string;
  /** Set when the gateway says of itself that a practice exchange is behind it. */
  readonly practiceHours: PracticeHours | null;
  /** The server that holds the session; null when it does not say. */
  readonly server: BrokerServer | null;
}

export interface LoginFacts {
  readonly username: string | null;
  readonly environment: 'paper' | 'live' | null;
  readonly loggedInAt: Instant | null;
  /** Milliseconds the login has left by the broker's countdown; counts only when below 120,000. */
  readonly expiresInMs: number | null;
  readonly region: string | null;
}

/** The login at the gateway: two tiers, SSO and brokerage. */
export interface GatewayLogin {
  status(): Reply<BrokerageStatus>;
  /** Opens the brokerage session. `takeOver` ends a session of the same user elsewhere: only when the trader said so. */
  init(options: { readonly takeOver: boolean }): Reply<BrokerageStatus>;
  /** Keeps the session alive, and tells its state on the way. */
  tickle(): Reply<BrokerageStatus & { readonly expiresInMs: number | null }>;
  /** At most once a minute. */
  validate(): Reply<LoginFacts>;
  /** Ends the login everywhere. */
  logout(): Reply<void>;
}
