import { exchangeDateAt } from '#domain/exchange-date.ts';
import { instantOf, type Instant } from '#domain/time.ts';
import { useDeskMode } from '#queries/connection.ts';
import { useMarketLead, useMarketNow } from '#queries/market-time.ts';
import { useExchangeSession, type ExchangeSession } from '#queries/exchange-session.ts';
import { useFirstChain } from '#stores/first-chain.ts';
import {
  formatCalendarDate,
  formatExchangeClock,
  formatExchangeTime,
  formatSpan,
} from '#ui/format-time.ts';

/** Exchange time: it decides what an order does. The practice market keeps its own, around the clock, and says so. */
export function ExchangeClock() {
  const now = useMarketNow(1000);
  const lead = useMarketLead();
  const { environment } = useDeskMode();
  const isPastFirstChain = useFirstChain((first) => first.isThere);
  const session = useExchangeSession(isPastFirstChain && environment !== 'practice');
  return (
    <div className="stat is-right clock">
      <span>{environment === 'practice' ? practiceWords(now, lead) : wordsOf(session, now)}</span>
      <span>
        <time>{formatExchangeClock(now)}</time>
        <span className="clock-zone"> New York</span>
      </span>
    </div>
  );
}

/** On another day than this machine's it says which: orders, expiries and fills go by it. */
function practiceWords(now: Instant, lead: number): string {
  const date = exchangeDateAt(now);
  if (date === exchangeDateAt(instantOf(now - lead))) return 'Practice market, always open';
  return `Practice clock, ${weekdayFormat.format(now)} ${formatCalendarDate(date, true)}`;
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
