import { useCallback, type FocusEvent, type KeyboardEvent } from 'react';

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
  Home: [0, -99],
  End: [0, 99],
};

/** Column of the strike: calls stand before it, puts after it. */
const strikeColumn = 6;

interface GridKeys {
  readonly onKeyDown: (event: KeyboardEvent<HTMLTableElement>) => void;
  readonly onFocus: (event: FocusEvent<HTMLTableElement>) => void;
}

/**
 * Moves the focus through the chain by arrow keys, with one tab stop: the cell that had the focus last. The cells' own
 * tabIndex stays -1 in React; the stop is set on the page, so that moving draws nothing.
 */
export function useGridKeys(
  onTrade: (strike: string, right: 'call' | 'put', side: 'buy' | 'sell') => void,
): GridKeys {
  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLTableElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const place = placeOf(event.target);
      if (place === null) return;
      const side = { b: 'buy', s: 'sell' }[event.key.toLowerCase()];
      const strike = place.row.getAttribute('data-strike');
      if ((side === 'buy' || side === 'sell') && strike !== null) {
        event.preventDefault();
        onTrade(strike, place.column > strikeColumn ? 'put' : 'call', side);
        return;
      }
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      move(event.currentTarget, place, step);
    },
    [onTrade],
  );
  const onFocus = useCallback((event: FocusEvent<HTMLTableElement>) => {
    for (const stop of event.currentTarget.querySelectorAll('[tabindex="0"]')) {
      if (stop !== event.target) stop.setAttribute('tabindex', '-1');
    }
    event.target.setAttribute('tabindex', '0');
  }, []);
  return { onKeyDown, onFocus };
}

/** Makes a cell the table's tab stop while it has none yet. */
export function giveTabStop(table: HTMLTableElement | null, row: Element | null): void {
  if (table === null || table.querySelector('[tabindex="0"]') !== null) return;
  focusable(row?.children[strikeColumn - 1])?.setAttribute('tabindex', '0');
}

interface Place {
  readonly row: Element;
  readonly column: number;
}

function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof Element ? target.closest('td, th') : null;
  const row = cell?.closest('tr[data-strike]') ?? null;
  if (cell === null || row === null) return null;
  return { row, column: [...row.children].indexOf(cell) };
}

function move(table: Element, place: Place, [down, right]: readonly [number, number]): void {
  const rows = [...table.querySelectorAll('tr[data-strike]')];
  const next = rows[clamp(rows.indexOf(place.row) + down, rows.length)];
  if (next === undefined) return;
  const columns = [...next.children];
  const wanted = clamp(place.column + right, columns.length);
  const direction = right < 0 ? -1 : 1;
  for (let at = wanted; at >= 0 && at < columns.length; at += direction) {
    const cell = columns[at];
    // On a phone some columns are not drawn; the focus passes over them.
    if (cell === undefined || isHidden(cell)) continue;
    const target = focusable(cell);
    target?.focus();
    target?.scrollIntoView?.({ block: 'nearest' });
    return;
  }
}

const isHidden = (cell: Element) => getComputedStyle(cell).display === 'none';
const clamp = (value: number, length: number) => Math.max(0, Math.min(length - 1, value));

function focusable(cell: Element | undefined): HTMLElement | null {
  const inside = cell?.querySelector('button') ?? cell;
  return inside instanceof HTMLElement ? inside : null;
}
