import { calendarDate } from '../time.ts';

import type { MarginBasis, MarginFormula } from './margin-requirement.ts';

const OPTIONS = 'FINRA Rule 4210(f)(2); Cboe Rule 10.3';
const STOCK = 'Regulation T, 12 CFR 220.12; FINRA Rule 4210(c)';

const sources: Readonly<Record<MarginFormula, string>> = {
  'long-option': OPTIONS,
  'naked-call': OPTIONS,
  'naked-put': OPTIONS,
  'covered-call': `${OPTIONS}; ${STOCK}`,
  'cash-secured-put': OPTIONS,
  'long-stock': STOCK,
  'short-stock': STOCK,
};

const checkedOn = calendarDate('2026-11-20');

export function basisOf(formula: MarginFormula): MarginBasis {
  return { formula, source: sources[formula], checkedOn };
}
