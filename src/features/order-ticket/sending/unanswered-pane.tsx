import type { AskedQuestion, UnknownOrder } from '#queries/orders.ts';
import { Button } from '#ui/button.tsx';
import { formatExchangeClock } from '#ui/format-time.ts';
import { Icon } from '#ui/icon.tsx';
import { Lamp } from '#ui/lamp.tsx';

import { OrderLine } from '../order-line.tsx';
import { plainWords } from '../plain-words.ts';

interface UnansweredPaneProps {
  readonly order: UnknownOrder;
  readonly asked: AskedQuestion;
}

/** Without a yes no order comes to be; the broker's list is read all the same before the desk says so. */
export function UnansweredPane({ order, asked }: UnansweredPaneProps) {
  return (
    <div className="lockpane">
      <div className="what" role="alert">
        <h2>
          <Icon name="broker" />
          The broker asked about this order, and nobody answered.
        </h2>
        <p>
          Asked at {formatExchangeClock(asked.askedAt)} New York; then the page was closed or
          reloaded. Without your yes no order exists.
        </p>
      </div>
      <div className="trail">
        <OrderLine draft={order.intent.draft} isStored />
      </div>
      <section className="trail" aria-label="The broker’s question">
        <h3>The broker’s words</h3>
        {asked.messages.map((message) => (
          <blockquote key={message} className="words">
            {plainWords(message)}
          </blockquote>
        ))}
      </section>
      <section className="trail" aria-label="How it ends">
        <h3>How it ends</h3>
        <ol>
          <li>
            <Lamp look="waiting" />
            <span className="code muted">next</span>
            <span>
              The broker’s orders and fills are read once more. If it is not among them, the lock
              opens and you may write it again.
            </span>
          </li>
        </ol>
      </section>
      <div className="send">
        <Button disabled icon="lock">
          Locked until the broker’s list is read
        </Button>
        <p>
          <span>Question and end are in the audit log</span>
        </p>
      </div>
    </div>
  );
}
