import { contractName, describedName } from '#domain/contract-name.ts';
import type { BrokerOrder, OrderStatus } from '#domain/order.ts';
import type { DeskOrder } from '#queries/orders.ts';
import { formatPrice } from '#ui/format-number.ts';
import type { LampLook } from '#ui/lamp.tsx';

/** A status as the trader reads it, with its lamp. */
interface StatusWords {
  readonly look: LampLook;
  readonly word: string;
  readonly meaning: string;
}

export const statusWords: Record<OrderStatus, StatusWords> = {
  sending: { look: 'waiting', word: 'Sending', meaning: 'sent once, no answer yet' },
  question: { look: 'waiting', word: 'Asked', meaning: 'the broker asks before it takes it' },
  unknown: { look: 'late', word: 'Unknown', meaning: 'nobody knows whether the broker has it' },
  'pending-submit': { look: 'waiting', word: 'On its way', meaning: 'the broker passes it on' },
  'pre-submitted': {
    look: 'waiting',
    word: 'Held',
    meaning: 'at the broker, waiting for its trigger or for the market to open',
  },
  submitted: { look: 'good', word: 'Working', meaning: 'at the exchange' },
  'pending-cancel': {
    look: 'waiting',
    word: 'Canceling',
    meaning: 'asked to cancel; it can still fill until that is confirmed',
  },
  filled: { look: 'good', word: 'Filled', meaning: 'all of it' },
  canceled: { look: 'planned', word: 'Canceled', meaning: 'it no longer works' },
  expired: { look: 'planned', word: 'Expired', meaning: 'its day is over' },
  rejected: { look: 'down', word: 'Refused', meaning: 'by the broker or the exchange' },
  unlisted: {
    look: 'late',
    word: 'Not listed',
    meaning:
      'the broker lists it no more and has not said how it ended; the fills tell whether it filled',
  },
  inactive: { look: 'late', word: 'Inactive', meaning: 'saved or refused; it does not work' },
};

/** The contract as its other rows name it. */
export function orderName({ broker, intent }: DeskOrder): string {
  const contract = intent?.draft.legs[0].contract;
  return contract === undefined
    ? describedName(broker?.description ?? 'unknown contract')
    : contractName(contract);
}

/** "to open", "to close"; empty when nobody told. */
export function effectWords({ intent }: DeskOrder): string {
  return intent === null ? '' : `to ${intent.draft.effect}`;
}

export interface OrderTexts {
  readonly side: 'buy' | 'sell' | null;
  readonly quantity: number | null;
  /** "0.90", "market", "stop 2.00", "2.10 after 2.00". */
  readonly price: string;
  readonly filled: string;
  readonly lasts: string;
}

/** What the row shows, from the broker's row when there is one, else from what was written. */
export function orderTexts(order: DeskOrder): OrderTexts {
  const { broker, intent } = order;
  if (broker !== null) {
    return {
      side: broker.side,
      quantity: broker.totalQuantity,
      price: brokerPrice(broker),
      filled: `${broker.filledQuantity} of ${broker.totalQuantity}`,
      lasts: lastsWords[broker.timeInForce],
    };
  }
  if (intent === null) return { side: null, quantity: null, price: '', filled: '', lasts: '' };
  const { draft } = intent;
  const { terms } = draft;
  return {
    side: draft.legs[0].side,
    quantity: draft.quantity,
    price: priceWords(
      terms.type,
      'limitPrice' in terms ? formatPrice(terms.limitPrice) : null,
      'stopPrice' in terms ? formatPrice(terms.stopPrice) : null,
    ),
    filled: 'not known',
    lasts: lastsWords[draft.timeInForce],
  };
}

const lastsWords: Record<BrokerOrder['timeInForce'], string> = {
  day: 'Day',
  gtc: 'GTC',
  ioc: 'IOC',
  other: 'other',
};

function brokerPrice({ type, limitPrice, stopPrice }: BrokerOrder): string {
  return priceWords(
    type,
    limitPrice === null ? null : formatPrice(limitPrice),
    stopPrice === null ? null : formatPrice(stopPrice),
  );
}

function priceWords(type: BrokerOrder['type'], limit: string | null, stop: string | null): string {
  if (type === 'market') return 'market';
  if (type === 'stop') return `stop ${stop ?? '–'}`;
  if (type === 'stop-limit') return `${limit ?? '–'} after ${stop ?? '–'}`;
  return limit ?? '–';
}
