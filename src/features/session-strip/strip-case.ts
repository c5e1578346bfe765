import type { ProvenEnvironment } from '#domain/account.ts';
import type { GatewaySession, LampCause } from '#domain/gateway-session.ts';
import type { Environment } from '#domain/trading-mode.ts';

/** The one thing about the session that needs the trader now. */
export type StripCase =
  | { readonly kind: 'no-gateway' }
  | { readonly kind: 'wedged' }
  | { readonly kind: 'down'; readonly cause: LampCause }
  | { readonly kind: 'logged-out' }
  | { readonly kind: 'competing' }
  | { readonly kind: 'contradiction' }
  | {
      readonly kind: 'other-money';
      readonly chosen: Environment;
      readonly proven: 'paper' | 'live';
    }
  | { readonly kind: 'no-session' }
  | { readonly kind: 'expires'; readonly expiresAt: number };

interface StripFacts {
  readonly session: GatewaySession;
  readonly hasTarget: boolean;
  readonly isWedged: boolean;
  readonly environment: Environment | null;
  readonly proof: ProvenEnvironment;
}

const downCauses: readonly LampCause[] = [
  'gateway-unreachable',
  'gateway-silent',
  'not-a-gateway',
  'access-denied',
];

/** The worst first; null while all is well. */
export function deriveStrip(facts: StripFacts): StripCase | null {
  const { session, hasTarget, isWedged } = facts;
  if (!hasTarget) return { kind: 'no-gateway' };
  const causes = [session.lamps.sso.cause, session.lamps.brokerage.cause];
  if (isWedged || causes.includes('gateway-wedged')) return { kind: 'wedged' };
  const down = causes.find((cause) => cause !== null && downCauses.includes(cause));
  if (down !== undefined && down !== null) return { kind: 'down', cause: down };
  if (causes.includes('not-logged-in')) return { kind: 'logged-out' };
  if (causes.includes('competing')) return { kind: 'competing' };
  return moneyCase(facts) ?? endCase(session) ?? null;
}

function moneyCase({ environment, proof }: StripFacts): StripCase | null {
  if (proof === 'disagree') return { kind: 'contradiction' };
  if (proof === 'unproven' || environment === null) return null;
  const wanted = environment === 'live' ? 'live' : 'paper';
  if (proof !== wanted) return { kind: 'other-money', chosen: environment, proven: proof };
  return null;
}

function endCase(session: GatewaySession): StripCase | null {
  if (session.warningSince !== null && session.expiresAt !== null) {
    return { kind: 'expires', expiresAt: session.expiresAt };
  }
  if (session.lamps.brokerage.cause === 'no-brokerage-session') return { kind: 'no-session' };
  return null;
}
