import { useCallback, useEffect } from 'react';

import type { OptionContract } from '#domain/contract.ts';
import { daysBetween } from '#domain/exchange-date.ts';
import type { Side } from '#domain/order.ts';
import type { CalendarDate } from '#domain/time.ts';
import { brokerTrouble } from '#queries/broker-trouble.ts';
import { useUnderlyings, type UnderlyingMatch } from '#queries/chain.ts';
import { usePositions } from '#queries/positions.ts';
import { useQuoteReader } from '#queries/quotes.ts';
import { useFirstChain } from '#stores/first-chain.ts';
import { useTicket } from '#stores/ticket.ts';

import { ChainBar } from './chain-bar.tsx';
import { ChainTable } from './chain-table.tsx';
import { chooseMatch, type Place } from './chosen-place.ts';
import { ExpiryTabs } from './expiry-tabs.tsx';
import { hasNoChain, NoChain, NoUnderlying } from './no-chain.tsx';
import { FirstQuote } from './first-quote.tsx';
import './option-chain.css';
import { UnderlyingBar } from './underlying-bar.tsx';
import { useChainOf, useToday, type ChainState } from './use-chain-of.ts';

interface OptionChainProps {
  /** What the address says; parts of it may name nothing that exists. */
  readonly place: Place;
  readonly onGo: (place: Place) => void;
  /** Single letters may be switched off in the settings. */
  readonly hasLetterKeys?: boolean;
}

/** The underlying, its expiries and the chain of one of them: three panes of the desk. */
export function OptionChain({ place, onGo, hasLetterKeys = true }: OptionChainProps) {
  const symbol = place.symbol ?? '';
  const search = useUnderlyings(symbol);
  const match = chooseMatch(search.data, symbol);
  const chain = useChainOf(match, place);
  const today = useToday();
  const goTo = (found: UnderlyingMatch) =>
    onGo({ symbol: found.contract.symbol, expiry: null, tradingClass: null });
  const { current } = chain;
  useTellNoChain(match === null ? !search.isLoading : hasNoChain(chain, match));
  return (
    <>
      <UnderlyingBar
        underlying={match?.contract ?? null}
        horizon={
          current === null
            ? null
            : { expiry: current.expiry, days: daysBetween(today, current.expiry) }
        }
        vol={chain.vol}
        isChainRead={chain.isRead}
        hasKeys={hasLetterKeys}
        onPick={goTo}
      />
      <ExpiryTabs
        expiries={chain.expiries}
        current={current}
        today={today}
        symbol={symbol}
        isComplete={chain.isComplete}
        hasKeys={hasLetterKeys}
        onPick={({ expiry, tradingClass }) => onGo({ symbol, expiry, tradingClass })}
      />
      <section className="chain-wrap" aria-label="Option chain">
        {match === null ? (
          <NoUnderlying
            symbol={symbol}
            isAsking={search.isLoading}
            error={search.error}
            onRetry={() => void search.refetch()}
            onGo={onGo}
          />
        ) : (
          <Chain chain={chain} match={match} today={today} />
        )}
      </section>
    </>
  );
}

function Chain(props: {
  readonly chain: ChainState;
  readonly match: UnderlyingMatch;
  readonly today: CalendarDate;
}) {
  const { chain, match, today } = props;
  const { view, extend } = chain;
  const entry = useTicket((ticket) => ticket.entry);
  const held = useHeld();
  const onPick = usePick();
  if (view === null || view.rows.length === 0) return <NoChain chain={chain} match={match} />;
  const leg = entry === null ? null : { conid: entry.contract.conid, side: entry.side };
  return (
    <>
      <FirstQuote rows={view.rows} />
      <ChainBar
        view={view}
        trouble={view.error === null ? null : brokerTrouble(view.error)}
        onRetry={extend}
      />
      <ChainTable
        view={view}
        days={daysBetween(today, view.expiry)}
        vol={chain.vol?.ofExpiry ?? null}
        held={held}
        leg={leg}
        onPick={onPick}
        onExtend={extend}
      />
    </>
  );
}

/** Whoever waits for the first chain need not when there is none. */
function useTellNoChain(hasNone: boolean): void {
  const tell = useFirstChain((first) => first.tell);
  useEffect(() => {
    if (hasNone) tell();
  }, [hasNone, tell]);
}

/** Contracts held by conid; whole numbers, as options come. */
function useHeld(): ReadonlyMap<number, number> {
  const { rows } = usePositions();
  return new Map((rows ?? []).map((row) => [row.conid, row.quantity.toNumber()]));
}

/** Opens the ticket at the price of the click. */
function usePick(): (contract: OptionContract, side: Side) => void {
  const reader = useQuoteReader();
  const pickOption = useTicket((ticket) => ticket.pickOption);
  return useCallback(
    (contract, side) => {
      const quote = reader(contract.conid);
      pickOption(contract, side, (side === 'buy' ? quote?.ask : quote?.bid) ?? null);
    },
    [reader, pickOption],
  );
}
