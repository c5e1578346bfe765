import { useEffect, useRef, type KeyboardEvent } from 'react';

import { daysBetween, isMonthlyExpiry } from '#domain/exchange-date.ts';
import type { CalendarDate } from '#domain/time.ts';
import type { ExpirySummary } from '#queries/chain.ts';
import { formatCalendarDate } from '#ui/format-time.ts';
import { useKeys } from '#ui/use-keys.ts';

interface ExpiryTabsProps {
  readonly expiries: readonly ExpirySummary[];
  readonly current: ExpirySummary | null;
  readonly today: CalendarDate;
  /** The symbol: a trading class that differs from it is named on its tab. */
  readonly symbol: string;
  /** False while later months are still being read. */
  readonly isComplete: boolean;
  /** Single keys act from anywhere. */
  readonly hasKeys: boolean;
  readonly onPick: (expiry: ExpirySummary) => void;
}

const expiryKey = ({ expiry, tradingClass }: ExpirySummary) => `${expiry} ${tradingClass}`;

/** Expiries in a row; bold is monthly. `[` and `]` step from anywhere. */
export function ExpiryTabs(props: ExpiryTabsProps) {
  const { expiries, current, today, symbol, isComplete, hasKeys, onPick } = props;
  const list = useRef<HTMLDivElement>(null);
  const index = current === null ? -1 : expiries.indexOf(current);
  const step = (by: number) => {
    const next = expiries[Math.max(0, Math.min(expiries.length - 1, index + by))];
    if (next !== undefined && next !== current) onPick(next);
  };
  useKeys({ '[': () => step(-1), ']': () => step(1) }, hasKeys);
  const currentKey = current === null ? '' : expiryKey(current);
  useEffect(() => {
    if (currentKey === '') return;
    const tab = list.current?.querySelector('[aria-selected="true"]');
    tab?.scrollIntoView?.({ inline: 'center', block: 'nearest' });
  }, [currentKey]);
  const handleKeyDown = (event: KeyboardEvent) => {
    const by = Number(event.key === 'ArrowRight') - Number(event.key === 'ArrowLeft');
    if (by === 0) return;
    event.preventDefault();
    step(by);
    const tabs = list.current?.querySelectorAll('button');
    tabs?.[Math.max(0, Math.min(expiries.length - 1, index + by))]?.focus();
  };
  return (
    <div
      ref={list}
      className="expiries"
      role="tablist"
      tabIndex={-1}
      aria-label="Expiries; bold is monthly"
      aria-busy={!isComplete}
      onKeyDown={handleKeyDown}
    >
      {expiries.map((expiry) => (
        <button
          key={expiryKey(expiry)}
          type="button"
          role="tab"
          className={isMonthlyExpiry(expiry.expiry) ? 'monthly' : ''}
          aria-selected={expiry === current}
          tabIndex={expiry === (current ?? expiries[0]) ? 0 : -1}
          title={`${expiry.expiry}, trading class ${expiry.tradingClass}`}
          onClick={() => onPick(expiry)}
        >
          <b>{dateOf(expiry, today)}</b>
          <small>
            {daysText(daysBetween(today, expiry.expiry))}
            {expiry.tradingClass === symbol ? '' : ` ${expiry.tradingClass}`}
          </small>
        </button>
      ))}
    </div>
  );
}

/** The year is named once it is not this or the next one's near half. */
function dateOf({ expiry }: ExpirySummary, today: CalendarDate): string {
  return formatCalendarDate(expiry, daysBetween(today, expiry) > 330);
}

function daysText(days: number): string {
  return days === 0 ? 'today' : `${days} d`;
}
