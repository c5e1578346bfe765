import type { Environment } from '#domain/trading-mode.ts';

/** Where a connection's buttons lead. */
export interface ConnectionDoors {
  /** Leads to the wizard from its beginning. */
  readonly onSetUp: (environment: Environment) => void;
  /** Leads to the login of a connection that is set up already. */
  readonly onConnect: (environment: Environment) => void;
}
