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
  /** Another tab leads; `isTalking` while an order of it is on its way or in question. */
  | { readonly kind: 'follower'; readonly isTalking: boolean }
  | { readonly kind: 'expires'; readonly expiresAt: number };

export type MoneyCase = Extract<StripCase, { kind: 'contradiction' | 'other-money' }>;

export const isMoneyCase = (strip: StripCase): strip is MoneyCase =>
  strip.kind === 'contradiction' || strip.kind === 'other-money';

interface StripFacts {
  readonly session: GatewaySession;
  readonly hasTarget: boolean;
  readonly isWedged: boolean;
  readonly environment: Environment | null;
  readonly proof: ProvenEnvironment;
  /** Null while this tab leads, or nobody knows yet. */
  readonly follows: { readonly isTalking: boolean } | null;
}

const downCauses: readonly LampCause[] = [
  'gateway-unreachable',
  'gateway-silent',
  'not-a-gateway',
  'access-denied',
  'broker-error',
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
  return moneyCase(facts) ?? mildCase(facts);
}

function moneyCase({ environment, proof }: StripFacts): StripCase | null {
  if (proof === 'disagree') return { kind: 'contradiction' };
  if (proof === 'unproven' || environment === null) return null;
  const wanted = environment === 'live' ? 'live' : 'paper';
  if (proof !== wanted) return { kind: 'other-money', chosen: environment, proven: proof };
  return null;
}

const mildCase = (facts: StripFacts): StripCase | null =>
  sessionCase(facts.session) ?? followerCase(facts) ?? endCase(facts.session);

const sessionCase = ({ lamps }: GatewaySession): StripCase | null =>
  lamps.brokerage.cause === 'no-brokerage-session' ? { kind: 'no-session' } : null;

const followerCase = ({ follows }: StripFacts): StripCase | null =>
  follows === null ? null : { kind: 'follower', ...follows };

function endCase({ warningSince, expiresAt }: GatewaySession): StripCase | null {
  return warningSince === null || expiresAt === null ? null : { kind: 'expires', expiresAt };
}
