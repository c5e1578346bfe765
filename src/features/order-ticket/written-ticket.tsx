import { useState } from 'react';

import { brokerTrouble } from '#queries/broker-trouble.ts';
import { hostTrouble, useHostState } from '#queries/host-state.ts';
import { useDeskMode, useLease } from '#queries/connection.ts';
import { useDesk } from '#queries/desk-context.ts';
import { useSubmitOrder, type OrderReview } from '#queries/orders.ts';
import { useSession } from '#queries/session.ts';
import { useConversation } from '#stores/conversation.ts';
import { useTicket, type TicketEntry } from '#stores/ticket.ts';
import { useKeys } from '#ui/use-keys.ts';

import { CheckList } from './checks/check-list.tsx';
import { moment } from './checks/check-words.ts';
import { ConfirmOrder, Sentence } from './sending/confirm-order.tsx';
import { moneyWords } from './money-words.ts';
import { orderSentence, sentenceText, type SentencePart } from './order-sentence.ts';
import { mayReview, SendBar, wayOut } from './sending/send-bar.tsx';
import { headlineOf, MarginTable, TicketCost, TicketRisk, type Headline } from './ticket-money.tsx';
import { TicketOption } from './ticket-option.tsx';
import { TicketTerms } from './ticket-terms.tsx';
import { useTicketOrder, type TicketOrder } from './use-ticket-order.ts';

interface WrittenTicketProps {
  readonly entry: TicketEntry;
  readonly hasLetterKeys: boolean;
}

/** The order while it is written: terms, money at stake, what-if, checks, the sentence, and the way to the last look. */
export function WrittenTicket({ entry, hasLetterKeys }: WrittenTicketProps) {
  const order = useTicketOrder(entry);
  const money = moneyWords(useDeskMode(), useStandstill());
  const [isConfirming, setConfirming] = useState(false);
  const { draft } = order.written;
  const { facts } = order;
  const isOpen = mayReview(order, money);
  const parts =
    draft === null || facts === null ? [] : orderSentence(draft, facts, waitsUntil(order.review));
  const headline = headlineOf(draft, facts);
  const advice = wayOut(order);
  const openReview = useLastLook(order, isOpen && (() => setConfirming(true)));
  useKeys({ 'Ctrl+Enter': openReview });
  return (
    <>
      <TicketOption entry={entry} order={order} />
      <TicketTerms entry={entry} order={order} hasLetterKeys={hasLetterKeys} />
      <TicketRisk draft={draft} facts={facts} />
      <TicketCost facts={facts} />
      <ReviewParts order={order} currency={entry.contract.currency} />
      {advice === '' ? <Sentence parts={parts} /> : <p className="sentence">{advice}</p>}
      <SendBar order={order} money={money} onReview={openReview} />
      {isConfirming && order.review !== null ? (
        <LastLook
          review={order.review}
          parts={parts}
          headline={headline}
          maySend={isOpen}
          onClose={() => setConfirming(false)}
        />
      ) : null}
    </>
  );
}

/** The opening that the order would wait for, as its last review found it; null while the market is open. */
function waitsUntil(review: OrderReview | null): string | null {
  const closed = review?.checks.find(({ code }) => code === 'MARKET_CLOSED');
  return typeof closed?.facts['opensAt'] === 'number' ? moment(closed.facts['opensAt']) : null;
}

/** A last look must not rest on checks of a while ago, as after an hour in another tab. */
const reviewFreshMs = 15_000;

/** Opens the last look, and has the order judged again when that was not just now. */
function useLastLook({ review, refresh }: TicketOrder, open: false | (() => void)) {
  const { clock } = useDesk();
  return () => {
    if (open === false) return;
    if (review !== null && clock.now() - review.reviewedAt > reviewFreshMs) refresh();
    open();
  };
}

/** Why nothing can leave now, whatever is written; null when it can. */
function useStandstill(): string | null {
  const isFollower = useLease()?.isLeader === false;
  const { isReady } = useSession();
  const hostState = useHostState();
  if (hostState !== 'here') return `Read-only. ${hostTrouble[hostState]}`;
  if (isFollower) return 'Read-only: another tab leads';
  return isReady ? null : 'Read-only: no session at the broker';
}

function ReviewParts({
  order,
  currency,
}: {
  readonly order: TicketOrder;
  readonly currency: string;
}) {
  const { review, isCurrent } = order;
  const trouble = review?.previewError ?? null;
  return (
    <>
      <MarginTable
        preview={isCurrent ? (review?.preview ?? null) : null}
        reason={trouble === null ? 'not asked yet' : brokerTrouble(trouble)}
        currency={currency}
      />
      <CheckList review={review} isOld={!isCurrent} />
    </>
  );
}

interface LastLookProps {
  readonly review: OrderReview;
  readonly parts: readonly SentencePart[];
  readonly headline: Headline;
  readonly maySend: boolean;
  readonly onClose: () => void;
}

/** What is confirmed here is what is sent: this review, this sentence. */
function LastLook({ review, parts, headline, maySend, onClose }: LastLookProps) {
  const mode = useDeskMode();
  const orderNumber = useTicket((ticket) => ticket.orderNumber);
  const send = useConversation((store) => store.send);
  const submit = useSubmitOrder();
  const handleSend = () => {
    const sentence = sentenceText(parts);
    void send(
      {
        draft: review.draft,
        orderNumber,
        sentence,
        lossText: headline.text,
        lossLabel: headline.label,
      },
      (ask) => submit(review, sentence, ask),
    );
  };
  return (
    <ConfirmOrder
      review={review}
      sentence={parts}
      headline={headline}
      money={moneyWords(mode)}
      accountId={review.draft.accountId}
      maySend={maySend}
      onClose={onClose}
      onSend={handleSend}
    />
  );
}
