import type { ProvenEnvironment } from '#domain/account.ts';
import type { Environment } from '#domain/trading-mode.ts';

/** The modes this desk has. Each wears its own frame. */
export type DeskFrame = 'practice' | 'ibkr-paper' | 'ibkr-live' | 'unproven';

/**
 * The frame shows what the broker proved, not what was chosen: a live login is framed live even where paper was
 * chosen, and before proof there is no colour. Practice is known by the host, so it needs both words.
 */
export function deriveFrame(environment: Environment | null, proof: ProvenEnvironment): DeskFrame {
  if (proof === 'live') return 'ibkr-live';
  if (proof !== 'paper' || environment === null) return 'unproven';
  return environment === 'practice' ? 'practice' : 'ibkr-paper';
}

const frameOfChoice: Record<Environment, DeskFrame> = {
  practice: 'practice',
  paper: 'ibkr-paper',
  live: 'ibkr-live',
};

/** Whether the broker proves what the trader chose. */
export function isChoiceProven(environment: Environment, proof: ProvenEnvironment): boolean {
  return deriveFrame(environment, proof) === frameOfChoice[environment];
}

export const environmentNames: Record<Environment, string> = {
  practice: 'Practice',
  paper: 'IBKR Paper',
  live: 'IBKR Live',
};

/** First word of the window's title: it must be readable in a row of tabs. */
export const frameTitles: Record<DeskFrame, string> = {
  unproven: 'Not proven',
  practice: 'PRACTICE',
  'ibkr-paper': 'Paper',
  'ibkr-live': 'LIVE',
};
