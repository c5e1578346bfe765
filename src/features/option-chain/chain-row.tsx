import { memo, useEffect, useRef } from 'react';

import type { OptionContract } from '#domain/contract.ts';
import type { Side } from '#domain/order.ts';
import type { ChainRow } from '#queries/chain.ts';
import { formatCount, formatStrike } from '#ui/format-number.ts';

import { ChainSide, type SideProps } from './chain-side.tsx';

interface ChainRowProps {
  readonly row: ChainRow;
  readonly isCallItm: boolean;
  readonly isPutItm: boolean;
  /** Within the expected move. */
  readonly isInside: boolean;
  readonly isAwake: boolean;
  readonly most: SideProps['most'];
  /** Side of the ticket's leg on this row, per right. */
  readonly callLeg: Side | null;
  readonly putLeg: Side | null;
  /** Contracts held, signed; 0 shows nothing. */
  readonly callHeld: number;
  readonly putHeld: number;
  readonly onPick: (contract: OptionContract, side: Side) => void;
  /** Watches whether the row is in view. Answers how to stop. */
  readonly observe: (element: Element) => () => void;
}

/** One strike: its call on the left, its put on the right. */
export const ChainRowView = memo(function ChainRowView(props: ChainRowProps) {
  const { row, isAwake, most, onPick, observe } = props;
  const element = useRef<HTMLTableRowElement>(null);
  useEffect(() => (element.current === null ? undefined : observe(element.current)), [observe]);
  const strikeText = formatStrike(row.strike);
  const shared = { strikeText, isAwake, most, onPick };
  return (
    <tr ref={element} className={props.isInside ? 'inside' : ''} data-strike={row.strike.toFixed()}>
      <ChainSide
        {...shared}
        right="call"
        contract={row.call}
        isItm={props.isCallItm}
        legSide={props.callLeg}
      />
      <th className="k" scope="row" tabIndex={-1}>
        <Held count={props.callHeld} right="call" />
        {strikeText}
        <Held count={props.putHeld} right="put" />
      </th>
      <ChainSide
        {...shared}
        right="put"
        contract={row.put}
        isItm={props.isPutItm}
        legSide={props.putLeg}
      />
    </tr>
  );
}, isSameRow);

function Held({ count, right }: { readonly count: number; readonly right: 'call' | 'put' }) {
  if (count === 0) return null;
  const text = `${count > 0 ? '+' : ''}${formatCount(count)}`;
  return (
    <span className={`own own-${right}`} title={`You hold ${text} ${right}s`}>
      <span aria-hidden="true">{text}</span>
      <span className="vh">
        you hold {text} {right}s,{' '}
      </span>
    </span>
  );
}

/** Rows are made anew with every contract that arrives; the same contracts at the same strike are the same row. */
function isSameRow(before: ChainRowProps, after: ChainRowProps): boolean {
  const { row: oldRow, ...oldRest } = before;
  const { row: newRow, ...newRest } = after;
  const names = Object.keys(newRest).filter(
    (name): name is keyof typeof newRest => name in oldRest,
  );
  return (
    oldRow.call === newRow.call &&
    oldRow.put === newRow.put &&
    oldRow.strike.eq(newRow.strike) &&
    names.every((name) => Object.is(oldRest[name], newRest[name]))
  );
}
