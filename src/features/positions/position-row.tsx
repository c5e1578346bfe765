import { Big } from 'big.js';

import { optionName } from '#domain/contract-name.ts';
import type { Position } from '#domain/position.ts';
import { useStaleAge } from '#queries/quote-truth.ts';
import { Button } from '#ui/button.tsx';
import { formatDecimal, formatPrice, formatSigned, toneOf } from '#ui/format-number.ts';
import { formatCalendarDate } from '#ui/format-time.ts';
import { NumberCell } from '#ui/number-cell.tsx';

import type { PositionFigures } from './position-figures.ts';

interface PositionRowProps {
  readonly position: Position;
  readonly figures: PositionFigures;
  /** Taken away by working orders already. */
  readonly closing: number;
  /** How long ago the list was read, when that is too long; else null. */
  readonly staleMs: number | null;
  readonly isOpening: boolean;
  readonly onClose: (position: Position) => void;
}

/** One holding with what it won or lost; it is closed from here. */
export function PositionRow(props: PositionRowProps) {
  const { position, figures, closing } = props;
  const { quantity, averagePrice, option } = position;
  const staleMs = older(props.staleMs, useStaleAge([position.conid]));
  return (
    <tr>
      <th scope="row" title={position.description}>
        <b className="strong">{position.underlying}</b> {nameOf(position)}
      </th>
      <td>{signedCount(quantity)}</td>
      <td className="pos-mark">
        <Price value={figures.mark} staleMs={figures.isMarkOld ? (staleMs ?? 0) : staleMs} />
      </td>
      <td className="pos-avg">
        <NumberCell text={averagePrice === null ? null : formatPrice(averagePrice.round(4))} />
      </td>
      <td>
        <Pnl
          value={figures.dayPnl}
          staleMs={staleMs}
          reason="needs mark, previous close and the fills of today"
        />
      </td>
      <td>
        <Pnl value={figures.openPnl} staleMs={staleMs} reason="needs mark and average price" />
      </td>
      <td className="pos-value">
        <NumberCell
          text={figures.value === null ? null : formatDecimal(figures.value, 2)}
          truth={truthOf(staleMs)}
        />
      </td>
      <td className="pos-expiry">
        {option === null ? '' : formatCalendarDate(option.expiry, true)}
      </td>
      <td>
        <CloseCell {...props} closing={closing} />
      </td>
    </tr>
  );
}

/** What a number is worth goes by the older of what it is made of; null while neither is stale. */
export function older(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function CloseCell({ position, closing, isOpening, onClose }: PositionRowProps) {
  const isCovered = position.quantity.abs().lte(closing);
  return (
    <span className="row pos-act">
      {closing === 0 ? null : (
        <span className="badge badge-line" title="Working orders that close it">
          CLOSING {closing}
        </span>
      )}
      {isCovered ? null : (
        <Button
          isSmall
          disabled={isOpening}
          aria-label={`Close ${position.underlying} ${nameOf(position)}`}
          onClick={() => onClose(position)}
        >
          Close
        </Button>
      )}
    </span>
  );
}

function Price({
  value,
  staleMs,
}: {
  readonly value: Big | null;
  readonly staleMs: number | null;
}) {
  const text = value === null ? null : formatPrice(value.round(4));
  return <NumberCell text={text} truth={truthOf(staleMs)} reason="no price" />;
}

const truthOf = (staleMs: number | null) =>
  staleMs === null ? ({ kind: 'live' } as const) : ({ kind: 'stale', ageMs: staleMs } as const);

/** Won or lost: the sign says it, the hue helps. */
export function Pnl(props: {
  readonly value: Big | null;
  readonly staleMs?: number | null;
  readonly reason: string;
}) {
  const { value, staleMs = null, reason } = props;
  if (value === null) return <NumberCell text={null} reason={reason} />;
  const text = formatSigned(value);
  const tone = staleMs === null ? toneOf(value) : '';
  return <NumberCell text={text} truth={truthOf(staleMs)} className={tone} />;
}

function nameOf({ option, assetClass, description }: Position): string {
  if (option !== null) return optionName(option);
  return assetClass === 'stock' ? 'shares' : description;
}

/** Signed, whole where it is whole: +100, −1, +0.5. */
function signedCount(quantity: Big): string {
  const places = quantity.toFixed().split('.')[1]?.length ?? 0;
  return formatSigned(quantity, places);
}
