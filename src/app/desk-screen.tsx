import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';

import { OptionChain } from '#features/option-chain/option-chain.tsx';
import { useUnknownOrders } from '#queries/orders.ts';
import { useAppearance } from '#stores/appearance.ts';
import { useConversation } from '#stores/conversation.ts';
import { useFirstChain } from '#stores/first-chain.ts';
import { useSelection, type PhonePane } from '#stores/selection.ts';
import { useTicket } from '#stores/ticket.ts';

import { Segments } from '#ui/segments.tsx';

import './desk-screen.css';

// The chain is what a trader waits for: everything else of the desk comes in chunks of its own, after it.
const OrderTicket = lazy(async () => {
  const { OrderTicket: ticket } = await import('#features/order-ticket/order-ticket.tsx');
  return { default: ticket };
});
const PositionsPane = lazy(async () => {
  const { PositionsPane: pane } = await import('#features/positions/positions-pane.tsx');
  return { default: pane };
});
const OrdersPane = lazy(async () => {
  const { OrdersPane: pane } = await import('#features/orders/orders-pane.tsx');
  return { default: pane };
});

/** The desk: chain left, ticket right, positions and orders below. What it shows stands in the address. */
export function DeskScreen() {
  const search = useSearch({ from: '/frame/' });
  const navigate = useNavigate();
  const hasLetterKeys = useAppearance((state) => state.hasLetterKeys);
  const phonePane = useSelection((state) => state.phonePane);
  const isRestWanted = useFirstChain((first) => first.isThere) || phonePane !== 'chain';
  const place = {
    symbol: search.symbol ?? null,
    expiry: search.expiry ?? null,
    tradingClass: search.class ?? null,
  };
  return (
    <>
      <main className="main" id="desk" data-pane={phonePane}>
        <h1 className="vh">Desk</h1>
        <OptionChain
          place={place}
          hasLetterKeys={hasLetterKeys}
          onGo={({ symbol, expiry, tradingClass }) =>
            void navigate({
              to: '/',
              search: {
                ...(symbol === null ? {} : { symbol }),
                ...(expiry === null ? {} : { expiry }),
                ...(tradingClass === null ? {} : { class: tradingClass }),
              },
            })
          }
        />
        <Suspense fallback={<section className="positions-pane" />}>
          {isRestWanted ? <PositionsPane /> : <section className="positions-pane" />}
        </Suspense>
        <Suspense fallback={<section className="orders-pane" />}>
          {isRestWanted ? <OrdersPane /> : <section className="orders-pane" />}
        </Suspense>
        <PhonePanes />
      </main>
      <TicketPlace hasLetterKeys={hasLetterKeys} />
    </>
  );
}

const panes: readonly { readonly value: PhonePane; readonly label: string }[] = [
  { value: 'chain', label: 'Chain' },
  { value: 'positions', label: 'Positions' },
  { value: 'orders', label: 'Orders' },
];

/** A phone shows one pane at a time. */
function PhonePanes() {
  const { phonePane, showPane } = useSelection();
  return (
    <div className="phone-panes">
      <Segments label="Pane" value={phonePane} options={panes} onChange={showPane} />
    </div>
  );
}

/** A pane on a wide desk, a drawer on a narrow one, a sheet on a phone; the latter two only while there is something in it. */
function TicketPlace({ hasLetterKeys }: { readonly hasLetterKeys: boolean }) {
  const isWritten = useTicket((ticket) => ticket.entry !== null);
  const isTalking = useConversation((store) => store.talk.kind !== 'quiet');
  const isLocked = useUnknownOrders().length > 0;
  const isChainThere = useFirstChain((first) => first.isThere);
  const [isWhole, setWhole] = useState(false);
  const isEmpty = !isWritten && !isTalking && !isLocked;
  return (
    <aside
      className={`ticket ${isEmpty ? 'is-empty' : ''} ${isWhole ? 'is-whole' : ''}`}
      aria-label="Order ticket"
    >
      <button
        type="button"
        className="sheet-grab"
        aria-expanded={isWhole}
        onClick={() => setWhole(!isWhole)}
      >
        {isWhole ? 'Less' : 'All of the ticket'}
      </button>
      <Suspense>
        {isEmpty && !isChainThere ? null : <OrderTicket hasLetterKeys={hasLetterKeys} />}
      </Suspense>
    </aside>
  );
}
