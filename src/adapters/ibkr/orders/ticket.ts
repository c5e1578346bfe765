import type { Big } from 'big.js';

import type { Leg, OrderDraft, OrderTerms, TimeInForce } from '#domain/order.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { BrokerError } from '#services/ports/broker.ts';

/** One order as the API takes it. Numbers are JSON numbers, keys and words are case-sensitive. */
export interface OrderTicket {
  readonly acctId: string;
  readonly conid?: number;
  /** Combinations: spread conid, then the legs with signed ratios. */
  readonly conidex?: string;
  readonly cOID?: string;
  readonly orderType: 'MKT' | 'LMT' | 'STP' | 'STOP_LIMIT';
  /** The limit; of a STP order the trigger. */
  readonly price?: number;
  /** The trigger of a STOP_LIMIT order. */
  readonly auxPrice?: number;
  readonly side: 'BUY' | 'SELL';
  readonly tif: string;
  readonly quantity: number;
  readonly outsideRTH: boolean;
}

const tifWords: Readonly<Record<TimeInForce, string>> = { day: 'DAY', gtc: 'GTC', ioc: 'IOC' };

/** The pseudo contract that stands for "a combination in this currency". */
const spreadConids: Readonly<Record<string, number>> = {
  USD: 28812380,
  AUD: 61227077,
  CAD: 61227082,
  CHF: 61227087,
  GBP: 58666491,
  HKD: 61227072,
  JPY: 61227069,
  SEK: 136000429,
  SGD: 426116555,
};

type BadTicket = Result<never, BrokerError>;
const refuse = (detail: string): BadTicket => err({ kind: 'refused', code: 'BAD_REQUEST', detail });

/**
 * Writes the order for the API. `withClientOrderId` only when placing: a preview or a change must not register it again.
 * Refuses, before anything is sent, what cannot be written without changing it.
 */
export function ticketOf(
  draft: OrderDraft,
  options: { readonly withClientOrderId: boolean },
): Result<OrderTicket, BrokerError> {
  if (!Number.isSafeInteger(draft.quantity) || draft.quantity <= 0) {
    return refuse(`Not a quantity: ${draft.quantity}`);
  }
  const subject = subjectOf(draft);
  if (!subject.ok) return subject;
  const terms = termsOf(draft.terms);
  if (!terms.ok) return terms;
  return ok({
    acctId: draft.accountId,
    ...subject.value,
    ...(options.withClientOrderId ? { cOID: draft.clientOrderId } : {}),
    ...terms.value,
    tif: tifWords[draft.timeInForce],
    outsideRTH: draft.outsideRegularHours,
  });
}

type Subject = Pick<OrderTicket, 'conid' | 'conidex' | 'side' | 'quantity'>;

function subjectOf(draft: OrderDraft): Result<Subject, BrokerError> {
  const [first, ...others] = draft.legs;
  if (others.length > 0) return combination(draft);
  return ok({
    conid: first.contract.conid,
    side: first.side === 'buy' ? 'BUY' : 'SELL',
    quantity: draft.quantity * first.ratio,
  });
}

/** A combination is always bought; the legs' signs say which way each goes, and a credit is a negative price. */
function combination(draft: OrderDraft): Result<Subject, BrokerError> {
  const currency = draft.legs[0].contract.currency;
  const spread = spreadConids[currency];
  if (spread === undefined) return refuse(`No combinations in ${currency}.`);
  if (draft.legs.some((leg) => leg.contract.currency !== currency)) {
    return refuse('The legs of a combination must share one currency.');
  }
  const conidex = `${spread};;;${draft.legs.map(legText).join(',')}`;
  return ok({ conidex, side: 'BUY', quantity: draft.quantity });
}

function legText(leg: Leg): string {
  return `${leg.contract.conid}/${leg.side === 'buy' ? leg.ratio : -leg.ratio}`;
}

type Terms = Pick<OrderTicket, 'orderType' | 'price' | 'auxPrice'>;

function termsOf(terms: OrderTerms): Result<Terms, BrokerError> {
  switch (terms.type) {
    case 'market':
      return ok({ orderType: 'MKT' });
    case 'limit':
      return priced('LMT', terms.limitPrice, null);
    case 'stop':
      return priced('STP', terms.stopPrice, null);
    case 'stop-limit':
      return priced('STOP_LIMIT', terms.limitPrice, terms.stopPrice);
  }
}

function priced(
  orderType: Terms['orderType'],
  price: Big,
  auxPrice: Big | null,
): Result<Terms, BrokerError> {
  if (!isExact(price) || (auxPrice !== null && !isExact(auxPrice))) {
    return refuse('The price has more digits than the broker takes.');
  }
  return ok({
    orderType,
    price: price.toNumber(),
    ...(auxPrice === null ? {} : { auxPrice: auxPrice.toNumber() }),
  });
}

/** Whether the price survives as a JSON number, digit by digit. */
function isExact(price: Big): boolean {
  return price.eq(String(Number(price.toFixed())));
}
