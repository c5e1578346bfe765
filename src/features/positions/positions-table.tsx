import type { Big } from 'big.js';

import type { Position } from '#domain/position.ts';

import { useStaleAge } from '#queries/quote-truth.ts';

import { sumOf, type PositionFigures } from './position-figures.ts';
import { older, Pnl } from './position-row.tsx';

/** Column widths and headings. */
export function PositionHead() {
  return (
    <>
      <colgroup>
        <col />
        <col className="w-qty" />
        <col className="w-price pos-mark" />
        <col className="w-price pos-avg" />
        <col className="w-pnl" />
        <col className="w-pnl" />
        <col className="w-pnl pos-value" />
        <col className="w-expiry pos-expiry" />
        <col className="w-close" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Underlying, contract</th>
          <th scope="col">Qty</th>
          <th scope="col" className="pos-mark">
            Mark
          </th>
          <th scope="col" className="pos-avg">
            Avg
          </th>
          <th
            scope="col"
            title="Since the previous close, or since it was traded today; commissions included"
          >
            Day P&L
          </th>
          <th scope="col" title="(mark − average) × quantity">
            Open P&L
          </th>
          <th scope="col" className="pos-value">
            Value
          </th>
          <th scope="col" className="pos-expiry">
            Expires
          </th>
          <th scope="col">
            <span className="vh">Close</span>
          </th>
        </tr>
      </thead>
    </>
  );
}

/** What all positions won or lost together, when every part is known. */
export function PositionTotals(props: {
  readonly rows: readonly Position[];
  readonly figures: readonly PositionFigures[];
  /** How long ago the list was read, when that is too long; else null. */
  readonly staleMs: number | null;
}) {
  const { rows, figures } = props;
  const staleMs = older(props.staleMs, useStaleAge(rows.map(({ conid }) => conid)));
  const isOneCurrency = new Set(rows.map(({ currency }) => currency)).size === 1;
  const total = (pick: (one: PositionFigures) => Big | null) =>
    isOneCurrency ? sumOf(figures.map(pick)) : null;
  const reason = isOneCurrency ? 'a part of it is missing' : 'more than one currency';
  return (
    <tfoot>
      <tr>
        <th scope="row">All positions</th>
        <td aria-label="no total" />
        <td className="pos-mark" aria-label="no total" />
        <td className="pos-avg" aria-label="no total" />
        <td>
          <Pnl value={total((one) => one.dayPnl)} staleMs={staleMs} reason={reason} />
        </td>
        <td>
          <Pnl value={total((one) => one.openPnl)} staleMs={staleMs} reason={reason} />
        </td>
        <td className="pos-value" aria-label="no total" />
        <td className="pos-expiry" aria-label="no total" />
        <td aria-label="no total" />
      </tr>
    </tfoot>
  );
}
