import { useState } from 'react';

import { hostTrouble, useHostState, type HostState } from '#queries/host-state.ts';
import type { OrderReview } from '#queries/orders.ts';
import { Button, Key } from '#ui/button.tsx';
import { CheckRow } from '#ui/check-row.tsx';
import { Dialog, DialogButtons, DialogPart } from '#ui/dialog.tsx';
import { CheckField } from '#ui/field.tsx';

import { checkText } from '../checks/check-texts.ts';
import type { MoneyWords } from '../money-words.ts';
import { OrderLine } from '../order-line.tsx';
import type { SentencePart } from '../order-sentence.ts';
import type { Headline } from '../ticket-money.tsx';

interface ConfirmOrderProps {
  readonly review: OrderReview;
  readonly sentence: readonly SentencePart[];
  readonly headline: Headline;
  readonly money: MoneyWords;
  readonly accountId: string;
  /** False when the last review no longer lets it pass. */
  readonly maySend: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
}

/** The last look before sending. Going back has the focus; an order without a price limit takes one more step. */
export function ConfirmOrder(props: ConfirmOrderProps) {
  const { review, headline, money, maySend, onSend, onClose } = props;
  const { draft } = review;
  const isUnlimitedPrice = draft.terms.type === 'market' || draft.terms.type === 'stop';
  const [acceptsAnyPrice, setAcceptsAnyPrice] = useState(false);
  const host = useHostState();
  const [isSent, setSent] = useState(false);
  const { side } = draft.legs[0];
  const doubts = review.checks.filter((check) => check.verdict !== 'pass');
  return (
    <Dialog
      title={`Send this ${money.adjective} order?`}
      role="alertdialog"
      widthPx={600}
      onClose={onClose}
      aside={
        <>
          <span className="badge badge-mode">{money.badge}</span>
          <span className="code muted">{props.accountId}</span>
        </>
      }
    >
      <div className="ask-order">
        <OrderLine draft={draft} isStored={false} />
        <div className="right">
          <div className="label">{headline.label}</div>
          <b>{headline.text}</b>
        </div>
      </div>
      <DialogPart>
        <Sentence parts={props.sentence} />
      </DialogPart>
      {doubts.length === 0 ? null : (
        <DialogPart>
          <ul className="doubts" aria-label="Warnings">
            {doubts.map((check) => {
              const { name, evidence, advice } = checkText(check.code, check.facts);
              return (
                <CheckRow
                  key={check.code}
                  verdict={check.verdict}
                  name={name}
                  evidence={evidence}
                  title={advice}
                />
              );
            })}
          </ul>
        </DialogPart>
      )}
      {isUnlimitedPrice ? (
        <DialogPart>
          <CheckField
            label="Any price will do: this order has no limit, and the fill may be far from the quote."
            isChecked={acceptsAnyPrice}
            onChange={setAcceptsAnyPrice}
          />
        </DialogPart>
      ) : null}
      <DialogButtons>
        <span className="label grow">{footNote(maySend, host)}</span>
        <Button data-autofocus onClick={onClose}>
          Back to the ticket <Key>Esc</Key>
        </Button>
        <Button
          kind="main"
          disabled={!maySend || isSent || (isUnlimitedPrice && !acceptsAnyPrice)}
          onClick={() => {
            setSent(true);
            onSend();
          }}
        >
          {side === 'buy' ? 'Buy' : 'Sell'} {draft.quantity}, send it
        </Button>
      </DialogButtons>
    </Dialog>
  );
}

function footNote(maySend: boolean, host: HostState): string {
  if (host !== 'here') return `${hostTrouble[host]}: nothing can be sent now.`;
  return maySend
    ? 'One order. It is sent once and never repeated.'
    : 'Something changed: see the checks.';
}

/** The sentence with its sums in bold. */
export function Sentence({ parts }: { readonly parts: readonly SentencePart[] }) {
  return (
    <p className="sentence">
      {parts.map((part, index) =>
        // oxlint-disable-next-line react/no-array-index-key -- pieces of one text have no other name and never move
        part.isStrong ? <b key={index}>{part.text}</b> : <span key={index}>{part.text}</span>,
      )}
    </p>
  );
}
