import { useMemo } from 'react';

import type { Position } from '#domain/position.ts';
import { brokerTrouble, troubleOf } from '#queries/broker-trouble.ts';
import { useSyncNow } from '#queries/account-list.ts';
import { useDeskMode, useHasGateway } from '#queries/connection.ts';
import { useNow } from '#queries/desk-context.ts';
import { useMarketNow } from '#queries/market-time.ts';
import { useExecutions, useOrders } from '#queries/orders.ts';
import { usePositions } from '#queries/positions.ts';
import { useQuotesOf, useWatchQuotes } from '#queries/quotes.ts';
import { formatAge } from '#ui/format-time.ts';
import { EmptyPanel, FailedPanel, LoadingPanel, StaleNote } from '#ui/panel.tsx';

import {
  closingQuantity,
  deriveFigures,
  fillsOfToday,
  type PositionFigures,
} from './position-figures.ts';
import { PositionRow } from './position-row.tsx';
import { PositionHead, PositionTotals } from './positions-table.tsx';
import './positions.css';
import { useClose } from './use-close.ts';

/** Positions are read again every 30 s; after three misses they are doubtful. */
const staleAfterMs = 90_000;

/** What is held, what it won or lost, and the way to close it. */
export function PositionsPane() {
  const { rows, readAt, error } = usePositions();
  const now = useNow();
  const ageMs = readAt === null ? null : now - readAt;
  return (
    <section className="positions-pane" aria-label="Positions">
      <div className="pane-bar">
        <h2>Positions</h2>
        <span>{stateText(rows, ageMs, error !== null)}</span>
      </div>
      <div className="pane-scroll">
        {rows === null ? (
          <Nothing error={error} />
        ) : (
          <Holdings rows={rows} ageMs={ageMs} error={error} />
        )}
      </div>
    </section>
  );
}

function stateText(rows: readonly Position[] | null, ageMs: number | null, hasError: boolean) {
  if (rows === null) return hasError ? 'failed' : 'not read yet';
  const age = ageMs === null ? '' : `, read ${formatAge(ageMs)} ago from the broker`;
  if (rows.length === 0) return `empty${age}`;
  return `${rows.length}${age}`;
}

type Trouble = ReturnType<typeof usePositions>['error'];

function Nothing({ error }: { readonly error: Trouble }) {
  const sync = useSyncNow();
  if (!useHasGateway()) {
    return (
      <FailedPanel title="Not asked: no gateway is connected.">
        This does not mean that you hold none: yours are unchanged at the broker.
      </FailedPanel>
    );
  }
  if (error === null) {
    return (
      <LoadingPanel whenLate="No answer yet. This does not mean that you hold none.">
        Asking the broker, usually under 3 s.
      </LoadingPanel>
    );
  }
  return (
    <FailedPanel title="The broker did not list positions." onRetry={() => sync.mutate()}>
      {brokerTrouble(error)} This does not mean that you hold none: yours are unchanged there. The
      desk asks again by itself.
    </FailedPanel>
  );
}

interface HoldingsProps {
  readonly rows: readonly Position[];
  readonly ageMs: number | null;
  readonly error: Trouble;
}

function Holdings({ rows, ageMs, error }: HoldingsProps) {
  const { accountId } = useDeskMode();
  const close = useClose();
  const sorted = useMemo(() => rows.toSorted(byUnderlying), [rows]);
  const figures = useFigures(sorted);
  const orders = useOrders().rows.flatMap(({ broker }) => broker ?? []);
  const staleMs = staleAge(ageMs, error);
  const oldness =
    staleMs === null ? null : (
      <StaleNote ageMs={staleMs}>
        {error === null ? 'The broker has not listed them since.' : brokerTrouble(error)} What you
        hold is unchanged there.
      </StaleNote>
    );
  if (rows.length === 0) {
    return (
      <>
        {oldness}
        <EmptyPanel title={`No positions in ${accountId ?? 'this account'}.`}>
          <span className="muted">The broker confirmed this{staleMs === null ? '' : ' then'}.</span>
        </EmptyPanel>
      </>
    );
  }
  return (
    <>
      {oldness}
      <p className="order-trouble" role="status">
        {close.error === null
          ? ''
          : `The closing order could not be written. ${troubleOf(close.error)} Nothing was sent.`}
      </p>
      <table className="grid positions-grid">
        <PositionHead />
        <tbody>
          {sorted.map((position, index) => (
            <PositionRow
              key={position.conid}
              position={position}
              figures={figures[index] ?? deriveFigures(position, null, null)}
              closing={closingQuantity(position, orders)}
              staleMs={staleMs}
              isOpening={close.isPending}
              onClose={close.open}
            />
          ))}
        </tbody>
        <PositionTotals rows={sorted} figures={figures} staleMs={staleMs} />
      </table>
    </>
  );
}

/** How old the list is, when that is too old or the last reading failed; else null. */
function staleAge(ageMs: number | null, error: Trouble): number | null {
  const isStale = error !== null || (ageMs !== null && ageMs > staleAfterMs);
  return isStale ? (ageMs ?? 0) : null;
}

/** The numbers of all rows now. Few rows: each tick may draw them all. */
function useFigures(rows: readonly Position[]): readonly PositionFigures[] {
  const conids = rows.map(({ conid }) => conid);
  useWatchQuotes(conids);
  const quotes = useQuotesOf(conids);
  const fills = useExecutions();
  const now = useMarketNow(60_000);
  return rows.map((position, index) =>
    deriveFigures(
      position,
      quotes[index] ?? null,
      fills.readAt === null ? null : fillsOfToday(fills.rows, position.conid, now),
    ),
  );
}

function byUnderlying(a: Position, b: Position): number {
  const key = ({ underlying, assetClass, option }: Position) =>
    [underlying, assetClass === 'stock' ? 0 : 1, option?.expiry ?? '', option?.right ?? ''].join();
  return (
    key(a).localeCompare(key(b)) ||
    (a.option !== null && b.option !== null ? a.option.strike.cmp(b.option.strike) : 0)
  );
}
