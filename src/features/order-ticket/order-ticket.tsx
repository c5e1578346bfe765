import { useState } from 'react';

import { contractName } from '#domain/contract-name.ts';
import { useUnknownOrders, type AskedQuestion, type UnknownOrder } from '#queries/orders.ts';
import { useConversation, type Conversation } from '#stores/conversation.ts';
import { useSelection } from '#stores/selection.ts';
import { useTicket, type TicketEntry } from '#stores/ticket.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { useKeys } from '#ui/use-keys.ts';

import './ticket-terms.css';
import './sending/question-dialog.css';
import './sending/outcome.css';
import './sending/unknown-order.css';
import { OutcomePanel } from './sending/outcome-panel.tsx';
import { UnansweredPane } from './sending/unanswered-pane.tsx';
import { UnknownPane } from './sending/unknown-pane.tsx';
import { useClosedByMode } from './use-closed-by-mode.ts';
import { WrittenTicket } from './written-ticket.tsx';

interface OrderTicketProps {
  /** Single letters may be switched off in the settings. */
  readonly hasLetterKeys?: boolean;
}

/** The order ticket at the right of the desk: empty, being written, on its way, or locked by an order nobody knows about. */
export function OrderTicket({ hasLetterKeys = true }: OrderTicketProps) {
  const { entry, clear } = useTicket();
  const { talk, putAway } = useConversation();
  const unknown = useUnknownOrders();
  const [isLockShown, showLock] = useState(true);
  useClosedByMode();
  const isBusy = talk.kind === 'sending' || talk.kind === 'question';
  const locked = isBusy ? undefined : lockFor(entry, unknown, isLockShown);
  const leave = (isShown: boolean) => {
    putAway();
    clear();
    showLock(isShown);
  };
  return (
    <>
      <TicketHead
        entry={entry}
        locked={locked}
        hasLetterKeys={hasLetterKeys}
        onClose={() => leave(false)}
      />
      {locked === undefined && unknown.length > 0 ? (
        <UnknownNote count={unknown.length} onShow={() => leave(true)} />
      ) : null}
      {locked === undefined ? (
        <TicketBody entry={entry} hasLetterKeys={hasLetterKeys} />
      ) : (
        <LockPane order={locked} />
      )}
    </>
  );
}

function LockPane({ order }: { readonly order: UnknownOrder }) {
  const asked = unansweredOf(order);
  return asked === null ? (
    <UnknownPane order={order} />
  ) : (
    <UnansweredPane order={order} asked={asked} />
  );
}

/** The question that no yes of ours ever followed; null when one may have. */
function unansweredOf({ intent: { asked, outcome } }: UnknownOrder): AskedQuestion | null {
  return outcome === null && asked?.isAnswered === false ? asked : null;
}

function TicketHead(props: {
  readonly entry: TicketEntry | null;
  readonly locked: UnknownOrder | undefined;
  readonly hasLetterKeys: boolean;
  readonly onClose: () => void;
}) {
  const { entry, locked } = props;
  const isLocked = locked !== undefined;
  const { talk } = useConversation();
  const isBusy = talk.kind === 'sending' || talk.kind === 'question';
  const orderNumber = useTicket((ticket) => ticket.orderNumber);
  const mayClose = !isBusy && (entry !== null || isLocked);
  return (
    <div className="ticket-head">
      <h2>{titleOf(entry, locked)}</h2>
      <span className="muted ticket-contract">
        {entry === null ? '' : contractName(entry.contract)}
      </span>
      <span className="grow" />
      {entry !== null && !isLocked && isWriting(talk, orderNumber) ? (
        <FlipButton hasLetterKeys={props.hasLetterKeys} />
      ) : null}
      {mayClose ? (
        <IconButton name="close" label="Close the ticket" onClick={props.onClose} />
      ) : null}
    </div>
  );
}

/** How an earlier order ended is no matter of the one being written. */
function isWriting(talk: Conversation, orderNumber: number): boolean {
  return talk.kind === 'quiet' || (talk.kind === 'done' && talk.order.orderNumber !== orderNumber);
}

/** The unknown order that holds this ticket: one like it, or any while nothing is written. */
function lockFor(
  entry: TicketEntry | null,
  unknown: readonly UnknownOrder[],
  isShown: boolean,
): UnknownOrder | undefined {
  if (entry === null) return isShown ? unknown[0] : undefined;
  return unknown.find(({ intent }) => isLike(intent.draft.legs[0], entry));
}

function TicketBody({
  entry,
  hasLetterKeys,
}: {
  readonly entry: TicketEntry | null;
  readonly hasLetterKeys: boolean;
}) {
  const { talk, putAway } = useConversation();
  const { beginAnother, orderNumber } = useTicket();
  const { showOrders, showPane } = useSelection();
  if (talk.kind === 'done' && talk.order.orderNumber === orderNumber) {
    return (
      <OutcomePanel
        order={talk.order}
        outcome={talk.outcome}
        onBack={() => {
          beginAnother();
          putAway();
        }}
        onShow={(tab) => {
          showOrders(tab);
          showPane('orders');
        }}
      />
    );
  }
  if (talk.kind === 'sending' || talk.kind === 'question') {
    return (
      <div className="outcome" role="status">
        <p className="outcome-wait">
          {talk.kind === 'question'
            ? 'The broker asks before it takes the order.'
            : 'Sent once. Waiting for the broker’s answer.'}
        </p>
        <p className="muted">{talk.order.sentence}</p>
      </div>
    );
  }
  return entry === null ? (
    <EmptyTicket />
  ) : (
    <WrittenTicket key={entry.contract.conid} entry={entry} hasLetterKeys={hasLetterKeys} />
  );
}

function FlipButton({ hasLetterKeys }: { readonly hasLetterKeys: boolean }) {
  const flipSide = useTicket((ticket) => ticket.flipSide);
  useKeys({ f: flipSide }, hasLetterKeys);
  return <IconButton name="flip" label="Flip buy and sell" onClick={flipSide} />;
}

function EmptyTicket() {
  return (
    <div className="nothing nothing-empty">
      <span className="strong">No order being written.</span>
      <span className="muted">
        Click an ask to buy, a bid to sell; or close a position from its row. Nothing is sent before
        you confirm.
      </span>
    </div>
  );
}

function UnknownNote(props: { readonly count: number; readonly onShow: () => void }) {
  return (
    <div className="ticket-note" role="status">
      <span>
        {props.count === 1
          ? '1 order has no answer yet; it is being looked for.'
          : `${props.count} orders have no answer yet; they are being looked for.`}
      </span>
      <Button isSmall onClick={props.onShow}>
        Show
      </Button>
    </div>
  );
}

function titleOf(entry: TicketEntry | null, locked: UnknownOrder | undefined): string {
  if (locked !== undefined)
    return unansweredOf(locked) === null ? 'Outcome unknown' : 'Not answered';
  if (entry === null) return 'Ticket';
  if (entry.isClosing) return 'Close position';
  return entry.side === 'buy' ? 'Buy' : 'Sell';
}

function isLike(
  leg: { readonly contract: { readonly conid: number }; readonly side: string },
  entry: TicketEntry,
): boolean {
  return leg.contract.conid === entry.contract.conid && leg.side === entry.side;
}
