import { exchangeDateAt } from '#domain/exchange-date.ts';
import { instantOf, type Instant } from '#domain/time.ts';
import { useDeskMode } from '#queries/connection.ts';
import { useMarketLead, useMarketNow } from '#queries/market-time.ts';
import { useExchangeSession, type ExchangeSession } from '#queries/exchange-session.ts';
import { useSession } from '#queries/session.ts';
import { useFirstChain } from '#stores/first-chain.ts';
import { formatCalendarDate, formatExchangeClock, formatExchangeTime } from '#ui/format-time.ts';

/**
 * Exchange time: it decides what an order does. A practice exchange says which hours it keeps, and the day it is in
 * when that is not today.
 */
export function ExchangeClock() {
  const now = useMarketNow(1000);
  const lead = useMarketLead();
  const { practiceHours } = useSession();
  const { environment } = useDeskMode();
  const isPastFirstChain = useFirstChain((first) => first.isThere);
  const isAlwaysOpen = practiceHours === 'always';
  // Which hours a practice exchange keeps, it has to say first.
  const goesByCalendar = environment === 'practice' ? practiceHours === 'exchange' : !isAlwaysOpen;
  const session = useExchangeSession(isPastFirstChain && goesByCalendar);
  return (
    <div className="stat is-right clock">
      <span>{isAlwaysOpen ? 'Practice market, always open' : wordsOf(session, now)}</span>
      <span>
        <time>{formatExchangeClock(now)}</time>
        <span className="clock-zone"> New York{otherDay(now, lead)}</span>
      </span>
    </div>
  );
}

/** The market's day, when it is another than this machine's: orders, expiries and fills go by it. */
function otherDay(now: Instant, lead: number): string {
  const date = exchangeDateAt(now);
  if (date === exchangeDateAt(instantOf(now - lead))) return '';
  return `, ${weekdayFormat.format(now)} ${formatCalendarDate(date)}`;
}

const names: Record<Exclude<ExchangeSession['session'], 'regular'>, string> = {
  pre: 'Before the open',
  post: 'After the close',
  closed: 'Market closed',
};

function wordsOf(known: ExchangeSession | null, now: Instant): string {
  if (known === null) return 'Exchange time';
  const { session, changesAt } = known;
  const at = formatExchangeTime(changesAt);
  if (session === 'regular') return `Market open, closes ${at}`;
  const isToday = exchangeDateAt(changesAt) === exchangeDateAt(now);
  const day = isToday ? '' : `${weekdayFormat.format(changesAt)} `;
  return `${names[session]}, opens ${day}${at}`;
}

const weekdayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  weekday: 'short',
});
