import type { OptionContract, OptionRight } from '#domain/contract.ts';
import type { Side } from '#domain/order.ts';
import type { QuoteTruth } from '#domain/quote-truth.ts';
import { useQuoteValue } from '#queries/quotes.ts';
import { markOf, useQuoteTruth } from '#queries/quote-truth.ts';
import { describe, NumberCell } from '#ui/number-cell.tsx';

import { columnReasons, columnTexts, columnWords, type ChainColumn } from './quote-text.ts';
import { TickNumber } from './tick-number.tsx';

/** From the outside to the strike; the puts' side is the mirror. */
export const callColumns: readonly ChainColumn[] = [
  'openInterest',
  'volume',
  'delta',
  'iv',
  'bid',
  'ask',
];
export const putColumns: readonly ChainColumn[] = [
  'bid',
  'ask',
  'iv',
  'delta',
  'volume',
  'openInterest',
];

/** Columns a phone has no room for. */
export const wideColumns: ReadonlySet<ChainColumn> = new Set(['openInterest', 'volume', 'iv']);

export interface SideProps {
  readonly right: OptionRight;
  readonly strikeText: string;
  readonly contract: OptionContract | null;
  readonly isItm: boolean;
  /** False while far outside the view: nothing is read then. */
  readonly isAwake: boolean;
  /** Set when the ticket holds this contract. */
  readonly legSide: Side | null;
  /** Largest volume and open interest on screen, for the bars. */
  readonly most: { readonly volume: number; readonly openInterest: number };
  readonly onPick: (contract: OptionContract, side: Side) => void;
}

/** Six cells of one option. Each reads its own value, so that a tick draws one cell. */
export function ChainSide(props: SideProps) {
  const { right, contract, isAwake } = props;
  const truth = useQuoteTruth(isAwake ? (contract?.conid ?? null) : null);
  const columns = right === 'call' ? callColumns : putColumns;
  return columns.map((column) => (
    <QuoteCell key={column} {...props} column={column} truth={truth} />
  ));
}

type CellProps = SideProps & { readonly column: ChainColumn; readonly truth: QuoteTruth | null };

function QuoteCell(props: CellProps) {
  const { column, contract, isAwake, truth } = props;
  const conid = isAwake ? (contract?.conid ?? null) : null;
  const text = useQuoteValue(conid, columnTexts[column]);
  const reason = useQuoteValue(conid, columnReasons[column]);
  const mark = markOf(truth);
  const label = labelOf(props, text, text === null ? reason : (mark.title ?? describe(mark.truth)));
  const className = cellClass(props);
  if (contract === null || !isAwake) {
    return (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a grid's cell: the arrow keys move the focus to it
      <td
        className={className}
        style={barOf(props, null)}
        tabIndex={-1}
        aria-label={`${props.strikeText} ${props.right} ${columnWords[column]} not read yet`}
      />
    );
  }
  if (column === 'bid' || column === 'ask') {
    return <PriceCell {...props} contract={contract} text={text} reason={reason} label={label} />;
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a grid's cell: the arrow keys move the focus to it
    <td className={className} style={barOf(props, text)} tabIndex={-1} aria-label={label}>
      <span aria-hidden="true">
        <CellNumber {...props} text={text} reason={reason} />
      </span>
    </td>
  );
}

/** A click on an ask buys there, a click on a bid sells there: it opens the ticket and sends nothing. */
function PriceCell(
  props: CellProps & {
    readonly contract: OptionContract;
    readonly text: string | null;
    readonly reason: string;
    readonly label: string;
  },
) {
  const { column, contract, label, legSide } = props;
  const side = column === 'ask' ? 'buy' : 'sell';
  const isLeg = legSide === side;
  return (
    <td className={`${cellClass(props)} ${isLeg ? `leg leg-${side}` : ''}`}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`${label}; ${side}`}
        data-leg={isLeg ? side.toUpperCase() : undefined}
        onClick={() => props.onPick(contract, side)}
      >
        <span aria-hidden="true">
          <CellNumber {...props} />
        </span>
      </button>
    </td>
  );
}

function CellNumber(props: CellProps & { readonly text: string | null; readonly reason: string }) {
  const { text, reason, column, truth } = props;
  const { truth: numberTruth, title } = markOf(truth);
  if (text === null) return <NumberCell text={null} reason={reason} />;
  if (numberTruth.kind === 'live' && (column === 'bid' || column === 'ask')) {
    return <TickNumber text={text} />;
  }
  return <NumberCell text={text} truth={numberTruth} {...(title === undefined ? {} : { title })} />;
}

function labelOf(props: CellProps, text: string | null, words: string): string {
  const { strikeText, right, column } = props;
  const what = `${strikeText} ${right} ${columnWords[column]}`;
  return `${what} ${text ?? 'missing'}, ${words}`;
}

function cellClass({ right, isItm, column }: CellProps): string {
  const classes = [`${right}s`];
  if (isItm) classes.push('itm');
  if (column === 'bid' || column === 'ask') classes.push('px');
  if (column === 'volume' || column === 'openInterest') classes.push('bar');
  if (wideColumns.has(column)) classes.push('is-wide');
  return classes.join(' ');
}

/** The bar under a count, in percent of the largest on screen. Decoration. */
function barOf({ column, most }: CellProps, text: string | null): Record<string, string> {
  if (column !== 'volume' && column !== 'openInterest') return {};
  const count = text === null ? 0 : Number(text.replaceAll(',', ''));
  return { '--w': String(most[column] === 0 ? 0 : Math.round((100 * count) / most[column])) };
}
