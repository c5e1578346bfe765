import type { DeskMode } from '#queries/connection.ts';

/** Which money an order would move, in words. */
export interface MoneyWords {
  /** Before "order": practice, paper, LIVE. */
  readonly adjective: string;
  /** On the badge: IBKR Paper, Practice. */
  readonly badge: string;
  /** Why nothing may be sent at all; null when the broker's proof allows it. */
  readonly barrier: string | null;
}

/** Only what the broker proved may lead to an order; the choice alone never does. `standstill` is why nothing leaves now. */
export function moneyWords(mode: DeskMode, standstill: string | null = null): MoneyWords {
  const words = provenWords(mode);
  return { ...words, barrier: words.barrier ?? standstill };
}

function provenWords({ environment, proof }: DeskMode): MoneyWords {
  if (proof === 'unproven' || proof === 'disagree' || environment === null) {
    return { adjective: '', badge: 'Not proven', barrier: 'Nothing can be sent: money not proven' };
  }
  if (proof === 'live') {
    return { adjective: 'LIVE', badge: 'IBKR Live', barrier: 'Live is read-only here' };
  }
  if (environment === 'live') {
    return { adjective: '', badge: 'Not live', barrier: 'You chose live, the login is paper' };
  }
  return environment === 'practice'
    ? { adjective: 'practice', badge: 'Practice', barrier: null }
    : { adjective: 'paper', badge: 'IBKR Paper', barrier: null };
}
