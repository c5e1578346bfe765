import { assertNever } from '#lib/assert-never.ts';

import { formatAge } from './format-time.ts';
import { missingText } from './format-number.ts';

/** What a number on screen is. Ticking is live with a wash. */
export type NumberTruth =
  | { readonly kind: 'live' }
  | { readonly kind: 'stale'; readonly ageMs: number }
  | { readonly kind: 'delayed' }
  | { readonly kind: 'close' }
  | { readonly kind: 'computed'; readonly from: string };

interface NumberCellProps {
  /** Formatted already; null is missing and never 0. */
  readonly text: string | null;
  readonly truth?: NumberTruth;
  /** Why it is missing, e.g. "no trade today". */
  readonly reason?: string;
  readonly tick?: 'up' | 'down' | null;
  readonly className?: string;
  /** Hover: source, field, age. */
  readonly title?: string;
}

const live: NumberTruth = { kind: 'live' };

/**
 * A number that says in its own cell what it is. The mark hangs at the left of the cell, which must be as wide as its
 * column: the digits never move. Put it inside a right-aligned cell.
 */
export function NumberCell(props: NumberCellProps) {
  const {
    text,
    truth = live,
    reason = 'the broker did not say',
    tick = null,
    className = '',
  } = props;
  if (text === null)
    return (
      <span className="num-none" title={reason}>
        <span aria-hidden="true">{missingText}</span>
        <span className="vh">{reason}</span>
      </span>
    );
  const look = looks[truth.kind];
  const wash = tick === null ? '' : `tick-${tick}`;
  const title = props.title ?? describe(truth);
  return (
    <>
      <NumberMark truth={truth} />
      <span className={`${look} ${wash} ${className}`.trim()} title={title}>
        {text}
      </span>
    </>
  );
}

function NumberMark({ truth }: { readonly truth: NumberTruth }) {
  const mark = marks[truth.kind];
  if (truth.kind === 'stale')
    return (
      <span className="mark-age" aria-hidden="true">
        {shortAge(truth.ageMs)}
      </span>
    );
  if (mark === null) return null;
  return (
    <span className={`mark-kind ${truth.kind === 'computed' ? 'is-calc' : ''}`} aria-hidden="true">
      {mark}
    </span>
  );
}

const marks: Record<NumberTruth['kind'], string | null> = {
  live: null,
  stale: null,
  delayed: 'D',
  close: 'C',
  computed: 'ƒ',
};
const looks: Record<NumberTruth['kind'], string> = {
  live: '',
  stale: 'num-stale',
  delayed: 'num-late',
  close: 'num-late',
  computed: 'num-calc',
};

function shortAge(ageMs: number): string {
  const seconds = Math.round(ageMs / 1000);
  return seconds < 100 ? `${seconds}s` : `${Math.round(seconds / 60)}m`;
}

/** One truth in words, for hover and screen readers: "stale, 14 s". */
export function describe(truth: NumberTruth): string {
  switch (truth.kind) {
    case 'live':
      return 'live';
    case 'stale':
      return `stale, ${formatAge(truth.ageMs)}`;
    case 'delayed':
      return 'delayed by about 15 minutes';
    case 'close':
      return 'last close';
    case 'computed':
      return `computed by the desk from ${truth.from}`;
    default:
      return assertNever(truth);
  }
}
