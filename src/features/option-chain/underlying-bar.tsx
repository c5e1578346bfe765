import { useCallback, useState } from 'react';

import type { UnderlyingContract } from '#domain/contract.ts';
import { deriveExpectedMove } from '#domain/expected-move.ts';
import type { Quote } from '#domain/quote.ts';
import { spotPrice } from '#domain/spot-price.ts';
import type { UnderlyingMatch } from '#queries/chain.ts';
import { markOf, useQuoteTruth } from '#queries/quote-truth.ts';
import { useQuoteValue, useWatchQuotes } from '#queries/quotes.ts';
import { Key } from '#ui/button.tsx';
import { formatCalendarDate } from '#ui/format-time.ts';
import { formatDecimal, formatPrice, formatRatio, missingText } from '#ui/format-number.ts';
import { Icon } from '#ui/icon.tsx';
import { NumberCell } from '#ui/number-cell.tsx';
import { useKeys } from '#ui/use-keys.ts';

import { DayLine } from './day-line.tsx';
import { changeTexts } from './quote-text.ts';
import { SymbolSearch } from './symbol-search.tsx';
import { TickNumber } from './tick-number.tsx';
import type { Volatility } from './use-volatility.ts';

interface UnderlyingBarProps {
  readonly underlying: UnderlyingContract | null;
  /** The expiry shown and the calendar days to it, for the expected move. */
  readonly horizon: { readonly expiry: string; readonly days: number } | null;
  readonly vol: Volatility | null;
  /** The chain on screen stands: there is time for the rest. */
  readonly isChainRead: boolean;
  /** Single keys act from anywhere. */
  readonly hasKeys: boolean;
  readonly onPick: (match: UnderlyingMatch) => void;
}

/** Which underlying, what it is worth, and what its options expect. */
export function UnderlyingBar(props: UnderlyingBarProps) {
  const { underlying, hasKeys, onPick } = props;
  const { horizon, vol, isChainRead } = props;
  const [isSearching, setSearching] = useState(false);
  useKeys({ '/': () => setSearching(true) }, hasKeys);
  return (
    <section className="under" aria-label="Underlying">
      {isSearching ? (
        <SymbolSearch
          onPick={(match) => {
            setSearching(false);
            onPick(match);
          }}
          onClose={() => setSearching(false)}
        />
      ) : (
        <button type="button" className="row under-pick" onClick={() => setSearching(true)}>
          <span>
            <span className="sym">{underlying?.symbol ?? 'Find a symbol'}</span>
            <br />
            <span className="label">
              {underlying === null ? (
                <>
                  press <Key>/</Key>
                </>
              ) : (
                `${underlying.name}, ${underlying.exchange}`
              )}
            </span>
          </span>
          <Icon name="down" isSmall />
        </button>
      )}
      {underlying === null ? null : (
        <Figures underlying={underlying} horizon={horizon} vol={vol} isChainRead={isChainRead} />
      )}
    </section>
  );
}

const lastText = (quote: Quote | null) => {
  const spot = spotPrice(quote);
  return spot === null ? null : formatPrice(spot);
};
const sidesText = (quote: Quote | null) => {
  const text = (price: Quote['bid']) => (price === null ? missingText : formatPrice(price));
  return quote === null || (quote.bid === null && quote.ask === null)
    ? null
    : `${text(quote.bid)} × ${text(quote.ask)}`;
};
const changeText = (quote: Quote | null) => {
  const [change, percent] = changeTexts(quote);
  return change === null && percent === null ? null : `${change ?? ''} ${percent ?? ''}`;
};

function Figures({
  underlying,
  horizon,
  vol,
  isChainRead,
}: Pick<UnderlyingBarProps, 'horizon' | 'vol' | 'isChainRead'> & {
  readonly underlying: UnderlyingContract;
}) {
  const { conid } = underlying;
  useWatchQuotes([conid]);
  const last = useQuoteValue(conid, lastText);
  const sides = useQuoteValue(conid, sidesText);
  const { truth, title } = markOf(useQuoteTruth(conid));
  return (
    <>
      <div className="row under-last">
        <span className="last">
          {last === null ? (
            <NumberCell text={null} reason="no price yet" />
          ) : truth.kind === 'live' ? (
            <span title={title}>
              <TickNumber text={last} />
            </span>
          ) : (
            <NumberCell text={last} truth={truth} />
          )}
        </span>
        <Change conid={conid} />
      </div>
      <DayLine conid={conid} mayRead={isChainRead} />
      <dl>
        <dt>Bid × ask</dt>
        <dd>
          <NumberCell
            text={sides}
            truth={truth}
            reason={
              underlying.kind === 'index' ? 'an index has no bid or ask' : 'no bid and no ask'
            }
          />
        </dd>
      </dl>
      <dl>
        <dt>Implied vol</dt>
        <dd>
          <NumberCell
            text={vol === null ? null : `${formatRatio(vol.value * 100, 1)}%`}
            reason="neither the broker nor the options at the money tell it"
            {...(vol?.isComputed === true
              ? { truth: { kind: 'computed', from: 'the options at the money' } as const }
              : { title: 'from the broker: what options of about 30 days imply' })}
          />
        </dd>
      </dl>
      {horizon === null ? null : (
        <Move conid={conid} horizon={horizon} vol={vol?.ofExpiry ?? null} />
      )}
    </>
  );
}

/** Sign and arrow say it, the hue helps. */
function Change({ conid }: { readonly conid: UnderlyingContract['conid'] }) {
  const text = useQuoteValue(conid, changeText);
  if (text === null) return <NumberCell text={null} reason="no change told" />;
  const [change, percent] = text.split(' ');
  const tone = text.startsWith('+') ? 'gain' : text.startsWith('−') ? 'loss' : 'muted';
  const arrow = { gain: '▲ ', loss: '▼ ', muted: '' }[tone];
  return (
    <span className={`under-change ${tone}`}>
      <span>
        <span aria-hidden="true">{arrow}</span>
        {change}
      </span>
      <span>{percent}</span>
    </span>
  );
}

function Move({
  conid,
  horizon,
  vol,
}: {
  readonly vol: number | null;
  readonly conid: UnderlyingContract['conid'];
  readonly horizon: NonNullable<UnderlyingBarProps['horizon']>;
}) {
  const { days } = horizon;
  const select = useCallback(
    (quote: Quote | null) => {
      const spot = spotPrice(quote);
      const move = deriveExpectedMove(spot, vol, days);
      if (move === null || spot === null) return null;
      const percent = move.move.div(spot).times(100);
      return `±${formatDecimal(move.move, 2)} ±${formatDecimal(percent, 1)}%`;
    },
    [days, vol],
  );
  const [move, percent] = (useQuoteValue(conid, select) ?? '').split(' ');
  return (
    <dl className="under-move">
      <dt>Expected move to {formatCalendarDate(horizon.expiry)}</dt>
      <dd>
        {move === '' ? (
          <NumberCell text={null} reason="needs the implied volatility and a day to expiry" />
        ) : (
          <span title="Computed by the desk: price × implied volatility × √time">
            <span className="num-calc">ƒ {move}</span> <span className="muted">{percent}</span>
          </span>
        )}
      </dd>
    </dl>
  );
}
