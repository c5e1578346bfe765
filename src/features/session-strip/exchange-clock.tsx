import { useDeskMode } from '#queries/connection.ts';
import { useNow } from '#queries/desk-context.ts';
import { formatExchangeClock } from '#ui/format-time.ts';

interface ExchangeClockProps {
  /** The exchange's session in words, e.g. "Open, closes in 5 h 17 m"; null when it is not known. */
  readonly session: string | null;
}

/** Exchange time: it decides what an order does. The practice market trades around the clock, and says so. */
export function ExchangeClock({ session }: ExchangeClockProps) {
  const now = useNow(1000);
  const { environment } = useDeskMode();
  const words = environment === 'practice' ? 'Practice market, always open' : session;
  return (
    <div className="stat is-right clock">
      <span>{words ?? 'Exchange time'}</span>
      <span>
        <time>{formatExchangeClock(now)}</time>
        <span className="clock-zone"> New York</span>
      </span>
    </div>
  );
}
