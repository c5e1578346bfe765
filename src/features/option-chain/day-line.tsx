import type { Conid } from '#domain/contract.ts';
import { useDayHistory } from '#queries/chain.ts';

const width = 112;
const height = 34;
const margin = 3;

/** The price since the open, as a line. Decoration beside the number; without history it stays empty. */
export function DayLine({ conid, mayRead }: { readonly conid: Conid; readonly mayRead: boolean }) {
  const bars = useDayHistory(conid, mayRead).data ?? [];
  const closes = bars.map((bar) => bar.close.toNumber());
  const low = Math.min(...closes);
  const span = Math.max(...closes) - low || 1;
  const place = (close: number, index: number) => ({
    x: margin + (index / Math.max(1, closes.length - 1)) * (width - 2 * margin),
    y: height - margin - ((close - low) / span) * (height - 2 * margin),
  });
  const points = closes.map(place);
  const last = points.at(-1);
  return (
    <svg
      className="spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="Price since the open"
    >
      {last === undefined ? null : (
        <>
          <polyline
            points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
          />
          <circle cx={last.x} cy={last.y} r="2.5" />
        </>
      )}
    </svg>
  );
}
