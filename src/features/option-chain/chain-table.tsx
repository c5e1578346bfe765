import { useCallback, useEffect, useMemo, useRef } from 'react';

import type { OptionContract } from '#domain/contract.ts';
import { deriveExpectedMove } from '#domain/expected-move.ts';
import type { Side } from '#domain/order.ts';
import type { Quote } from '#domain/quote.ts';
import { spotPrice } from '#domain/spot-price.ts';
import type { ChainRow, ChainView } from '#queries/chain.ts';
import { useQuoteValue, useWatchQuotes } from '#queries/quotes.ts';
import { useMediaQuery } from '#ui/use-media-query.ts';

import { chainItems, linePlaces } from './chain-place.ts';
import { MoveLine, SpotLine } from './chain-lines.tsx';
import { ChainRowView } from './chain-row.tsx';
import { callColumns, putColumns, wideColumns } from './chain-side.tsx';
import { columnNames } from './quote-text.ts';
import { useCentered } from './use-centered.ts';
import { giveTabStop, useGridKeys } from './use-grid-keys.ts';
import { useMost } from './use-most.ts';
import { useRowWatch } from './use-row-watch.ts';

interface ChainTableProps {
  readonly view: ChainView;
  /** Calendar days to expiry. */
  readonly days: number;
  /** Implied volatility for the expected move; null while it is not known. */
  readonly vol: number | null;
  /** Contracts held, signed, by conid. */
  readonly held: ReadonlyMap<number, number>;
  readonly leg: { readonly conid: number; readonly side: Side } | null;
  readonly onPick: (contract: OptionContract, side: Side) => void;
  /** Asks for strikes further out. */
  readonly onExtend: () => void;
}

export function ChainTable(props: ChainTableProps) {
  const { view, days, vol, held, leg, onPick, onExtend } = props;
  const { rows, underlying } = view;
  const scroller = useCentered(
    `${underlying.conid} ${view.expiry} ${view.tradingClass}`,
    rows.length,
  );
  const table = useRef<HTMLTableElement>(null);
  const places = useQuoteValue(underlying.conid, usePlaces(rows, days, vol));
  const items = useMemo(() => chainItems(rows, places), [rows, places]);
  const { seen, observe } = useRowWatch();
  const awake = useMemo(
    () => rows.filter((row) => seen === null || seen.has(row.strike.toFixed())),
    [rows, seen],
  );
  const conids = awake.flatMap(({ call, put }) =>
    [call, put].flatMap((option) => (option === null ? [] : [option.conid])),
  );
  useWatchQuotes(conids);
  const most = useMost(conids);
  useExtension(rows, seen, view.pending, onExtend);

  const trade = useCallback(
    (strike: string, right: 'call' | 'put', side: Side) => {
      const contract = rows.find((row) => row.strike.toFixed() === strike)?.[right] ?? null;
      if (contract !== null) onPick(contract, side);
    },
    [rows, onPick],
  );
  const keys = useGridKeys(trade);
  const isPhone = useMediaQuery('(max-width: 719px)');
  const isNarrow = useMediaQuery('(min-width: 960px) and (max-width: 1279px)');
  // The ticket beside it takes the room of some columns.
  const isTight = isPhone || (isNarrow && leg !== null);
  const span = callColumns.length - (isTight ? wideColumns.size : 0);
  useEffect(() => {
    giveTabStop(table.current, table.current?.querySelector('tr.spot + tr[data-strike]') ?? null);
  });

  const [spotAt = -1, lowAt = -1, highAt = -1] = places.split(',').map(Number);
  const legOn = (option: OptionContract | null) =>
    option !== null && leg?.conid === option.conid ? leg.side : null;
  const heldOf = (option: OptionContract | null) =>
    option === null ? 0 : (held.get(option.conid) ?? 0);
  return (
    <div className="chain-scroll" ref={scroller}>
      <table
        ref={table}
        className={isTight ? 'chain is-tight' : 'chain'}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- cells are moved through by arrow keys
        role="grid"
        aria-label={`${underlying.symbol} options, ${view.expiry}. Arrow keys move by cell; B buys, S sells.`}
        {...keys}
      >
        <ChainHead />
        <tbody>
          {items.map((item) => {
            if (item.kind === 'spot') {
              return <SpotLine key="spot" underlying={underlying} span={span} />;
            }
            if (item.kind !== 'row') {
              const line = { underlying, days, vol, span };
              return <MoveLine key={item.kind} {...line} edge={item.kind} />;
            }
            const { row } = item;
            const index = rows.indexOf(row);
            return (
              <ChainRowView
                key={row.strike.toFixed()}
                row={row}
                isCallItm={spotAt >= 0 && index < spotAt}
                isPutItm={spotAt >= 0 && index >= spotAt}
                isInside={lowAt >= 0 && index >= lowAt && index < highAt}
                isAwake={seen === null || seen.has(row.strike.toFixed())}
                most={most}
                callLeg={legOn(row.call)}
                putLeg={legOn(row.put)}
                callHeld={heldOf(row.call)}
                putHeld={heldOf(row.put)}
                onPick={onPick}
                observe={observe}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function ChainHead() {
  return (
    <thead>
      <tr>
        {callColumns.map((column) => (
          <th key={column} scope="col" className={wideColumns.has(column) ? 'is-wide' : ''}>
            {columnNames[column]}
          </th>
        ))}
        <th scope="col" className="k">
          Strike
        </th>
        {putColumns.map((column) => (
          <th key={column} scope="col" className={wideColumns.has(column) ? 'is-wide' : ''}>
            {columnNames[column]}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Reads out of the underlying's quote where its lines stand among the strikes. */
function usePlaces(
  rows: readonly ChainRow[],
  days: number,
  vol: number | null,
): (quote: Quote | null) => string {
  return useCallback(
    (quote) => {
      const spot = spotPrice(quote);
      const move = deriveExpectedMove(spot, vol, days);
      return linePlaces(rows, { spot, low: move?.low ?? null, high: move?.high ?? null });
    },
    [rows, days, vol],
  );
}

/** Asks for more strikes once an end of the list is in view and the last ones have arrived. */
function useExtension(
  rows: readonly ChainRow[],
  seen: ReadonlySet<string> | null,
  pending: number,
  onExtend: () => void,
): void {
  const askedAt = useRef(-1);
  const ends = [rows[0], rows.at(-1)].map((row) => row?.strike.toFixed() ?? '');
  const isEndSeen = seen !== null && ends.some((end) => seen.has(end));
  useEffect(() => {
    if (!isEndSeen || pending > 0 || askedAt.current === rows.length) return;
    askedAt.current = rows.length;
    onExtend();
  }, [isEndSeen, pending, rows.length, onExtend]);
}
