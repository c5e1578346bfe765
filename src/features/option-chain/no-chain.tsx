import { brokerTrouble, troubleOf } from '#queries/broker-trouble.ts';
import type { UnderlyingMatch } from '#queries/chain.ts';
import { Button } from '#ui/button.tsx';
import { EmptyPanel, FailedPanel, LoadingPanel } from '#ui/panel.tsx';

import type { Place } from './chosen-place.ts';
import type { ChainState } from './use-chain-of.ts';

/** Why there are no strikes to show: none listed, not read, or still being read. */
export function NoChain({
  chain,
  match,
}: {
  readonly chain: ChainState;
  readonly match: UnderlyingMatch;
}) {
  const { view, current, extend } = chain;
  const symbol = match.contract.symbol;
  if (match.months.length === 0) {
    return (
      <EmptyPanel title={`${symbol} has no listed options.`}>
        <span className="muted">The broker confirmed this. Press / for another symbol.</span>
      </EmptyPanel>
    );
  }
  if (chain.error !== null && current === null) {
    return (
      <FailedPanel title={`The expiries of ${symbol} could not be read.`} onRetry={chain.retry}>
        {troubleOf(chain.error)} Your orders and positions are not touched by this.
      </FailedPanel>
    );
  }
  if (view !== null && view.error !== null) {
    return (
      <FailedPanel title="The chain could not be read." onRetry={extend}>
        {brokerTrouble(view.error)} Your orders and positions are not touched by this.
      </FailedPanel>
    );
  }
  return <LoadingPanel>Asking the broker for the strikes of {symbol}.</LoadingPanel>;
}

/** Whether there is no chain to wait for: none listed, or not read. */
export function hasNoChain({ view, error, current }: ChainState, match: UnderlyingMatch): boolean {
  if (match.months.length === 0 || (error !== null && current === null)) return true;
  return view !== null && view.rows.length === 0 && view.error !== null;
}

interface NoUnderlyingProps {
  readonly symbol: string;
  readonly isAsking: boolean;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly onGo: (place: Place) => void;
}

const suggestions = ['AAPL', 'SPY', 'QQQ', 'NVDA', 'TSLA', 'SPX'];

export function NoUnderlying({ symbol, isAsking, error, onRetry, onGo }: NoUnderlyingProps) {
  if (isAsking) return <LoadingPanel>Asking the broker for {symbol}.</LoadingPanel>;
  if (error !== null) {
    return (
      <FailedPanel title={`The broker could not be asked for ${symbol}.`} onRetry={onRetry}>
        {troubleOf(error)} Nothing was changed.
      </FailedPanel>
    );
  }
  return (
    <EmptyPanel
      title={symbol === '' ? 'Which underlying?' : `The broker knows no underlying “${symbol}”.`}
    >
      <span className="muted">
        {symbol === ''
          ? 'Press / and type a symbol, or begin with one of these.'
          : 'Nothing was changed. Check the spelling, press / to search, or take one of these.'}
      </span>
      <span className="row">
        {suggestions.map((suggestion) => (
          <Button
            key={suggestion}
            isSmall
            onClick={() => onGo({ symbol: suggestion, expiry: null, tradingClass: null })}
          >
            {suggestion}
          </Button>
        ))}
      </span>
    </EmptyPanel>
  );
}
