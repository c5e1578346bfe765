import type { Big } from 'big.js';

import type { ProvenEnvironment } from '#domain/account.ts';
import type { Environment } from '#domain/trading-mode.ts';
import { useSyncedFigures } from '#queries/account-list.ts';
import { useDeskMode } from '#queries/connection.ts';
import { useNow } from '#queries/desk-context.ts';
import { formatDecimal, formatSigned, toneOf } from '#ui/format-number.ts';
import { formatAge } from '#ui/format-time.ts';
import { NumberCell } from '#ui/number-cell.tsx';

import { isChoiceProven } from './frame-mode.ts';

/** Figures older than this are marked: two missed readings. */
const staleAfterMs = 75_000;

/** Account, buying power, available funds and the day's P&L, as the broker last told them. */
export function AccountStats() {
  const { environment, proof, accountId } = useDeskMode();
  const { value } = useSyncedFigures();
  const pnl = value?.dailyPnl ?? null;
  return (
    <>
      <div className="stat stat-account">
        <span className={isConflict(environment, proof) ? 'is-block' : ''}>
          {accountLabel(environment, proof)}
        </span>
        <span>{accountId ?? '–'}</span>
      </div>
      <div className="stat stat-power">
        <span>Buying power</span>
        <Figure amount={value?.buyingPower ?? null} write={(amount) => formatDecimal(amount, 0)} />
      </div>
      <div className="stat stat-funds">
        <span>Available</span>
        <Figure amount={value?.availableFunds ?? null} write={formatCents} />
      </div>
      <div className="stat stat-pnl">
        <span>Day P&amp;L</span>
        <Figure amount={pnl} write={formatSigned} tone={pnl === null ? '' : toneOf(pnl)} />
      </div>
    </>
  );
}

const formatCents = (amount: Big) => formatDecimal(amount, 2);

interface FigureProps {
  readonly amount: Big | null;
  readonly write: (amount: Big) => string;
  readonly tone?: string;
}

function Figure({ amount, write, tone = '' }: FigureProps) {
  const { value, error } = useSyncedFigures();
  const ageMs = useNow(1000) - (value?.readAt ?? 0);
  const isStale = value !== null && (ageMs > staleAfterMs || error !== null);
  return (
    <span className={tone}>
      <NumberCell
        text={amount === null ? null : write(amount)}
        reason={missingReason(value !== null, error !== null)}
        className={isStale ? 'num-stale' : ''}
        title={`from the broker, ${formatAge(ageMs)} ago`}
      />
    </span>
  );
}

function missingReason(isRead: boolean, hasFailed: boolean): string {
  if (isRead) return 'the broker did not say';
  return hasFailed ? 'the broker did not answer' : 'not read yet';
}

function isConflict(environment: Environment | null, proof: ProvenEnvironment): boolean {
  if (proof === 'disagree') return true;
  return environment !== null && proof !== 'unproven' && !isChoiceProven(environment, proof);
}

function accountLabel(environment: Environment | null, proof: ProvenEnvironment): string {
  if (proof === 'disagree') return 'Account, broker contradicts itself';
  if (proof === 'unproven' || environment === null) return 'Account, not proven';
  if (!isChoiceProven(environment, proof)) return `Account, broker says ${proof}`;
  if (environment === 'practice') return 'Account, practice';
  return `Account, proven ${proof}${proof === 'live' ? ', read only' : ''}`;
}
