import { useMemo, useState } from 'react';

import { deriveOrderFacts } from '#domain/order-facts.ts';
import { useNow } from '#queries/desk-context.ts';
import { useMarketLead } from '#queries/market-time.ts';
import { useReleaseOrder, type UnknownOrder } from '#queries/orders.ts';
import { useQuote, useWatchQuotes } from '#queries/quotes.ts';
import { Button } from '#ui/button.tsx';
import { TextField } from '#ui/field.tsx';
import { missingText } from '#ui/format-number.ts';
import { formatAge, formatExchangeClock } from '#ui/format-time.ts';
import { Icon, type IconName } from '#ui/icon.tsx';
import { Lamp } from '#ui/lamp.tsx';

import { OrderLine } from '../order-line.tsx';
import { headlineOf } from '../ticket-money.tsx';

/** As long as nobody knows, the ticket shows this and has no way to send the order again. */
export function UnknownPane({ order }: { readonly order: UnknownOrder }) {
  const { draft } = order.intent;
  const { contract } = draft.legs[0];
  const symbol = contract.kind === 'option' ? contract.underlying : contract.symbol;
  const quote = useQuote(contract.conid);
  useWatchQuotes(useMemo(() => [contract.conid], [contract.conid]));
  // An order without a limit would have filled near the quote, wherever that was; now it is the best there is to say.
  const facts = deriveOrderFacts(draft, {
    ...nothingKnown,
    bid: quote?.bid ?? null,
    ask: quote?.ask ?? null,
  });
  const headline = headlineOf(draft, facts);
  const now = useNow();
  const lead = useMarketLead();
  return (
    <div className="lockpane">
      <div className="what" role="alert">
        <h2>
          <Icon name="lock" />
          We do not know yet whether the broker has this order.
        </h2>
        <p>
          It was sent once, and no answer came that settles it. You may hold it, or nothing. The
          desk will not send it again; it looks for it at the broker.
        </p>
      </div>
      <div className="two">
        <div>
          <span className="label">If it filled: {headline.label.toLowerCase()}</span>
          <b>
            {facts.isEstimate && headline.text !== missingText ? 'about ' : ''}
            {headline.text}
          </b>
        </div>
        <div>
          <span className="label">Reads without it, since {formatAge(now - order.since)}</span>
          <b>{Math.min(order.agreeingReads, 2)} of 2</b>
        </div>
      </div>
      <div className="trail">
        <OrderLine draft={draft} isStored />
      </div>
      <section className="trail" aria-label="What happened">
        <h3>What happened</h3>
        <ol>
          {order.trail.map((step) => (
            <li key={`${step.at} ${step.text}`}>
              <Icon name="check" isSmall />
              <time className="code">{formatExchangeClock(step.at + lead)}</time>
              <span>{step.text}</span>
            </li>
          ))}
          <li>
            <Lamp look="waiting" />
            <span className="code muted">next</span>
            <span>Orders and fills are read again.</span>
          </li>
        </ol>
      </section>
      <section className="may" aria-label="How it ends">
        <h3>How it ends</h3>
        <ul>
          <Ending icon="check">
            <b>Found</b> in orders or fills: the lock opens, the order shows its true state.
          </Ending>
          <Ending icon="check">
            <b>Not found</b> in two complete reads and a minute: you decide, after looking at the
            broker’s own page.
          </Ending>
          <Ending icon="warn">
            <b>Broker silent</b>: call its trade desk and ask for{' '}
            <span className="code">{draft.clientOrderId}</span>.
          </Ending>
        </ul>
      </section>
      <ul className="may">
        <Ending icon="check">Cancels, and orders for other contracts, still go through.</Ending>
        <Ending icon="lock">A second order like this one waits until this is decided.</Ending>
      </ul>
      {order.mayRelease ? (
        <ReleaseForm order={order} symbol={symbol} />
      ) : (
        <div className="send">
          <Button disabled icon="lock">
            Locked until the broker answers
          </Button>
          <p>
            <span>Every read is in the audit log</span>
          </p>
        </div>
      )}
    </div>
  );
}

const nothingKnown = {
  bid: null,
  ask: null,
  underlyingPrice: null,
  held: null,
  averagePrice: null,
  freeShares: null,
  fees: null,
};

function Ending(props: { readonly icon: IconName; readonly children: React.ReactNode }) {
  return (
    <li>
      <Icon name={props.icon} />
      <span>{props.children}</span>
    </li>
  );
}

/** Giving up the search is the trader's decision, and takes the symbol typed by hand. */
function ReleaseForm({ order, symbol }: { readonly order: UnknownOrder; readonly symbol: string }) {
  const [typed, setTyped] = useState('');
  const release = useReleaseOrder();
  const refusal = release.data?.ok === false ? release.data.error : null;
  return (
    <form
      className="send release"
      onSubmit={(event) => {
        event.preventDefault();
        release.mutate({ clientOrderId: order.intent.draft.clientOrderId, typed });
      }}
    >
      <TextField
        label={`Looked at the broker’s own page, and it is not there? Type ${symbol} to release the lock.`}
        value={typed}
        onChange={setTyped}
        error={refusal === null ? null : refusals[refusal](symbol)}
      />
      <Button
        type="submit"
        kind="danger"
        disabled={release.isPending || typed.trim().toUpperCase() !== symbol.toUpperCase()}
      >
        Release the lock: I take it that no order exists
      </Button>
    </form>
  );
}

const refusals = {
  'too-early': () => 'Too early: it needs a minute and two complete reads. Nothing was released.',
  'wrong-text': (symbol: string) => `That is not ${symbol}. Nothing was released.`,
} as const;
