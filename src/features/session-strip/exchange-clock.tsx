import { exchangeDateAt } from '#domain/exchange-date.ts';
import type { Instant } from '#domain/time.ts';
import { useDeskMode } from '#queries/connection.ts';
import { useNow } from '#queries/desk-context.ts';
import { useExchangeSession, type ExchangeSession } from '#queries/exchange-session.ts';
import { formatExchangeClock, formatExchangeTime, formatSpan } from '#ui/format-time.ts';

/** Exchange time: it decides what an order does. The practice market trades around the clock, and says so. */
export function ExchangeClock() {
  const now = useNow(1000);
  const session = useExchangeSession();
  const { environment } = useDeskMode();
  return (
    <div className="stat is-right clock">
      <span>
        {environment === 'practice' ? 'Practice market, always open' : wordsOf(session, now)}
      </span>
      <span>
        <time>{formatExchangeClock(now)}</time>
        <span className="clock-zone"> New York</span>
      </span>
    </div>
  );
}

const names: Record<Exclude<ExchangeSession['session'], 'regular'>, string> = {
  pre: 'Before the open',
  post: 'After the close',
  closed: 'Closed',
};

function wordsOf(known: ExchangeSession | null, now: Instant): string {
  if (known === null) return 'Exchange time';
  const { session, changesAt } = known;
  if (session === 'regular') return `Open, closes in ${formatSpan(changesAt - now)}`;
  const isToday = exchangeDateAt(changesAt) === exchangeDateAt(now);
  const day = isToday ? '' : `${weekdayFormat.format(changesAt)} `;
  return `${names[session]}, opens ${day}${formatExchangeTime(changesAt)}`;
}

const weekdayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  weekday: 'short',
});
