import type { Contract } from '#domain/contract.ts';
import { contractName } from '#domain/contract-name.ts';
import { weekdayOf } from '#domain/exchange-date.ts';
import type { OrderFacts } from '#domain/order-facts.ts';
import type { OrderDraft } from '#domain/order.ts';
import { isCashSettled } from '#domain/settlement.ts';
import { formatCount, formatMoney, formatPrice, formatSignedMoney } from '#ui/format-number.ts';
import { formatCalendarDate } from '#ui/format-time.ts';

/** A piece of the sentence; strong ones are money. */
export interface SentencePart {
  readonly text: string;
  readonly isStrong: boolean;
}

const strong = (text: string): SentencePart => ({ text, isStrong: true });
const plain = (text: string): SentencePart => ({ text, isStrong: false });

/**
 * What will happen, in whole sentences: the order, the money now, the most that can be lost, what assignment would cost.
 * `waitsUntil` is the opening that an order sent to a closed market waits for, in words; null while the market is open.
 */
export function orderSentence(
  draft: OrderDraft,
  facts: OrderFacts,
  waitsUntil: string | null = null,
): readonly SentencePart[] {
  const waits = waitsUntil === null ? '' : `It waits until the market opens, ${waitsUntil}. `;
  const lasts = waitsUntil === null ? lasting : lastingFromOpening;
  return [
    plain(`${instruction(draft, facts)} ${waits}${lasts[draft.timeInForce]} `),
    ...moneyNow(facts),
    ...(draft.effect === 'close' ? closing(draft, facts) : stakes(draft, facts)),
  ];
}

/** The same as plain text: what the audit log keeps. */
export function sentenceText(parts: readonly SentencePart[]): string {
  return parts
    .map(({ text }) => text)
    .join('')
    .trim();
}

const lasting: Record<OrderDraft['timeInForce'], string> = {
  day: 'It works today only.',
  gtc: 'It works until it fills or you cancel it.',
  ioc: 'What does not fill at once is canceled.',
};

const lastingFromOpening: typeof lasting = { ...lasting, day: 'It works on that day only.' };

function instruction(draft: OrderDraft, facts: OrderFacts): string {
  const { contract, side } = draft.legs[0];
  const what = `${side} ${formatCount(draft.quantity)} ${nameOf(contract, draft.quantity)}`;
  const { terms } = draft;
  const orBetter = side === 'buy' ? 'or lower' : 'or higher';
  switch (terms.type) {
    case 'market': {
      const now = facts.price === null ? '' : `, now about ${formatPrice(facts.price)}`;
      return `${capital(what)} at whatever price the market gives${now}.`;
    }
    case 'limit':
      return `${capital(what)} at ${formatPrice(terms.limitPrice)} ${orBetter}.`;
    case 'stop':
      return `Once the price reaches ${formatPrice(terms.stopPrice)}, ${what} at whatever price the market gives.`;
    case 'stop-limit':
      return `Once the price reaches ${formatPrice(terms.stopPrice)}, ${what} at ${formatPrice(terms.limitPrice)} ${orBetter}.`;
  }
}

function moneyNow(facts: OrderFacts): readonly SentencePart[] {
  const { total, direction, fees, currency } = facts;
  if (total === null) return [plain('What it costs is not known: the market shows no price. ')];
  const about = facts.isEstimate ? 'about ' : '';
  const fee = fees === null ? 'before fees' : direction === 'pay' ? 'fees included' : 'after fees';
  const verb = direction === 'pay' ? 'You pay ' : 'You receive ';
  return [plain(`${verb}${about}`), strong(formatMoney(total, currency)), plain(`, ${fee}. `)];
}

function closing(draft: OrderDraft, facts: OrderFacts): readonly SentencePart[] {
  const held = draft.legs[0].side === 'sell' ? 'long' : 'short';
  const closes = `This closes ${formatCount(draft.quantity)} that you are ${held}`;
  if (facts.result === null) return [plain(`${closes}.`)];
  return [
    plain(`${closes} and ends the trade at `),
    strong(formatSignedMoney(facts.result, facts.currency)),
    plain('.'),
  ];
}

function stakes(draft: OrderDraft, facts: OrderFacts): readonly SentencePart[] {
  const { contract, side } = draft.legs[0];
  if (contract.kind !== 'option') return shareStakes(side);
  const { underlying, right } = contract;
  const worse = right === 'call' ? 'below' : 'above';
  const onDay = ` on ${dayOf(contract.expiry)}`;
  if (side === 'buy') {
    return [
      plain('You can lose all of it and no more.'),
      ...(facts.breakeven === null
        ? []
        : [plain(` You lose if ${underlying} ends ${worse} ${cents(facts)}${onDay}.`)]),
    ];
  }
  const direction = right === 'call' ? 'above' : 'below';
  const loses: readonly SentencePart[] =
    facts.breakeven === null
      ? []
      : [plain(`If ${underlying} ends ${direction} ${cents(facts)}${onDay} you lose, `)];
  return [...loses, ...mostLost(facts, contract), ...assignment(contract, facts)];
}

function mostLost(facts: OrderFacts, contract: Contract): readonly SentencePart[] {
  if (facts.loss === 'unlimited') return [strong('without limit'), plain('. ')];
  if (facts.loss === null) return [plain('how much is not known. ')];
  const where = facts.isCovered ? 'with your shares falling to zero ' : 'at most ';
  const at = facts.isCovered || contract.kind !== 'option' ? '' : ', at a price of 0';
  return [plain(where), strong(formatMoney(facts.loss, facts.currency)), plain(`${at}. `)];
}

function assignment(
  contract: Extract<Contract, { kind: 'option' }>,
  facts: OrderFacts,
): readonly SentencePart[] {
  if (facts.assignment === null) return [];
  if (isCashSettled(contract.underlying)) {
    return [plain('It settles in cash: nothing is delivered, you owe the difference.')];
  }
  const shares = formatCount(facts.assignment.shares.toNumber());
  const amount = formatMoney(facts.assignment.amount, facts.currency);
  if (contract.right === 'put') {
    return [plain(`You can be assigned any day: you would buy ${shares} shares for ${amount}.`)];
  }
  return [
    plain(
      facts.isCovered
        ? `Your ${shares} shares can be called away any day for ${amount}.`
        : `You can be assigned any day: you would owe ${shares} shares for ${amount}.`,
    ),
  ];
}

function shareStakes(side: 'buy' | 'sell'): readonly SentencePart[] {
  return side === 'buy'
    ? [plain('You can lose all of it and no more.')]
    : [
        plain('You would owe the shares: if the price rises you lose '),
        strong('without limit'),
        plain('.'),
      ];
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function dayOf(expiry: Extract<Contract, { kind: 'option' }>['expiry']): string {
  return `${weekdays[weekdayOf(expiry)] ?? ''} ${formatCalendarDate(expiry, true)}`;
}

const cents = (facts: OrderFacts) =>
  facts.breakeven === null ? '' : formatPrice(facts.breakeven.round(2));
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function nameOf(contract: Contract, quantity: number): string {
  const name = contractName(contract);
  if (contract.kind !== 'option') return `${name} ${quantity === 1 ? 'share' : 'shares'}`;
  return quantity === 1 ? name : `${name}s`;
}
