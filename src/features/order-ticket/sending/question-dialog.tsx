import { useEffect, useEffectEvent, useState } from 'react';

import { useNow } from '#queries/desk-context.ts';
import { useMarketLead } from '#queries/market-time.ts';
import { useDeskMode } from '#queries/connection.ts';
import { hostTrouble, useHostState, type HostState } from '#queries/host-state.ts';
import { useConversation, type Conversation } from '#stores/conversation.ts';
import { Button, Key } from '#ui/button.tsx';
import { Dialog, DialogPart } from '#ui/dialog.tsx';
import { formatExchangeClock } from '#ui/format-time.ts';
import { Icon } from '#ui/icon.tsx';

import { moneyWords } from '../money-words.ts';
import { OrderLine } from '../order-line.tsx';
import '../ticket-terms.css';
import './question-dialog.css';
import { plainWords } from '../plain-words.ts';
import { questionMeaning } from './question-meanings.ts';

type Question = Extract<Conversation, { kind: 'question' }>;

/** The broker does not wait for ever: a late yes meets a canceled question. */
const secondsToAnswer = 60;

/** Asks what the broker asks, wherever the trader is. Stands once, above all screens of the desk. */
export function OrderQuestions() {
  const talk = useConversation((store) => store.talk);
  if (talk.kind !== 'question') return null;
  // Every question is a new dialog: its own focus, its own countdown.
  return <QuestionDialog key={talk.question.replyId} talk={talk} />;
}

function QuestionDialog({ talk }: { readonly talk: Question }) {
  const { question, round, order, answer } = talk;
  const mode = useDeskMode();
  const now = useNow();
  const [askedAt] = useState(now);
  const lead = useMarketLead();
  const host = useHostState();
  const secondsLeft = Math.max(0, secondsToAnswer - Math.floor((now - askedAt) / 1000));
  const discard = () => answer(false);
  const giveUp = useEffectEvent(discard);
  useEffect(() => {
    if (secondsLeft === 0) giveUp();
  }, [secondsLeft]);
  return (
    <Dialog
      title={
        <span className="row">
          <Icon name="broker" /> The broker asks before it takes this order
        </span>
      }
      role="alertdialog"
      widthPx={648}
      onClose={discard}
      aside={
        <>
          <span className="badge badge-mode">{moneyWords(mode).badge}</span>
          <span className="code muted">{order.draft.accountId}</span>
        </>
      }
    >
      <div className="ask-order">
        <OrderLine draft={order.draft} isStored />
        <div className="right">
          <div className="label">{order.lossLabel}</div>
          <b>{order.lossText}</b>
        </div>
      </div>
      <DialogPart>
        <div>
          <div className="label">The broker’s exact words, question {round}; more may follow</div>
          {question.messages.map((message, index) => (
            <blockquote key={question.messageIds[index] ?? message} className="words">
              {plainWords(message)}
            </blockquote>
          ))}
          <div className="label">
            {question.messageIds.length === 0
              ? 'No code'
              : `Code ${question.messageIds.join(', ')}`}
            , received {formatExchangeClock(askedAt + lead)} New York. These words and your answer
            stay with the order.
          </div>
        </div>
      </DialogPart>
      <DialogPart>
        {question.messages.map((message, index) => (
          <Meaning key={question.messageIds[index] ?? message} id={question.messageIds[index]} />
        ))}
      </DialogPart>
      {host === 'here' ? null : <NoWayOut host={host} />}
      <div className="ask-foot">
        <Countdown secondsLeft={secondsLeft} />
        <Button data-autofocus onClick={discard}>
          Discard <Key>Esc</Key>
        </Button>
        <Button kind="main" disabled={host !== 'here'} onClick={() => answer(true)}>
          Yes, send it
        </Button>
      </div>
    </Dialog>
  );
}

/** The banner that says it lies behind this dialog. */
function NoWayOut({ host }: { readonly host: Exclude<HostState, 'here'> }) {
  return (
    <div className="ask-trouble" role="alert">
      <p className="strong">{hostTrouble[host]}: no answer of yours can leave this computer now.</p>
      <p>
        Without your yes the broker makes no order; it drops the question by itself.{' '}
        {host === 'away'
          ? 'Look at the terminal where npm start runs. If the host comes back in time, you can still answer here.'
          : 'This page cannot answer it any more.'}
      </p>
    </div>
  );
}

function Meaning({ id }: { readonly id: string | undefined }) {
  const { means, forMoney } = questionMeaning(id);
  return (
    <dl className="means">
      <dt>What it means</dt>
      <dd>{means}</dd>
      <dt>For your money</dt>
      <dd>{forMoney}</dd>
    </dl>
  );
}

/** Circumference of the ring, in its own units. */
const ring = 2 * Math.PI * 17;

function Countdown({ secondsLeft }: { readonly secondsLeft: number }) {
  const part = (secondsLeft / secondsToAnswer) * ring;
  return (
    <div className="count" role="timer">
      <svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true">
        <circle cx="20" cy="20" r="17" className="count-rest" />
        <circle
          cx="20"
          cy="20"
          r="17"
          className="count-left"
          strokeDasharray={`${part.toFixed(1)} ${ring.toFixed(1)}`}
          transform="rotate(-90 20 20)"
        />
        <text x="20" y="24.5" textAnchor="middle">
          {secondsLeft}
        </text>
      </svg>
      <div>
        <b>
          <span className="vh">{secondsLeft} </span>seconds to answer
        </b>
        <span className="label">Then the desk discards it, no order exists.</span>
      </div>
    </div>
  );
}
