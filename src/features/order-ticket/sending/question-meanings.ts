/** What a question of the broker means, in our words: below the broker's own, never instead of them. */
export interface QuestionMeaning {
  readonly means: string;
  readonly forMoney: string;
}

/** Known by the broker's message id. Others occur; they get the general words. */
const meanings: Readonly<Record<string, QuestionMeaning>> = {
  o163: {
    means: 'Your limit is further from the market than the broker’s percentage limit.',
    forMoney:
      'If it is a slip of the finger, it can fill at once at a bad price. Compare it with bid and ask.',
  },
  o354: {
    means:
      'The broker has no market data for this contract on your login, so it cannot compare your price.',
    forMoney: 'Nothing protects you from a bad limit but your own look at the quote.',
  },
  o382: {
    means: 'The price has more decimals than the contract’s price step allows.',
    forMoney: 'The broker may round it, and the order may work at another price than you typed.',
  },
  o383: {
    means: 'The quantity is above the size limit that the broker set for your orders.',
    forMoney: 'A large order can move the market against you.',
  },
  o403: {
    means: 'At today’s prices the order would trigger and fill at once.',
    forMoney: 'A stop that is already reached is a market order: it takes the price there is.',
  },
  o451: {
    means:
      'The value of the order is above the total value limit that the broker set for your orders.',
    forMoney: 'Check quantity and multiplier: one contract usually stands for 100 shares.',
  },
  o2136: {
    means: 'The order would be allocated over several kinds of accounts.',
    forMoney: 'Each account gets its own part of the fill and the fees.',
  },
  o2137: {
    means: 'The order stands against another order or a position of yours.',
    forMoney: 'It may reduce or turn around what you hold.',
  },
  o10138: {
    means: 'The change makes the order larger than the broker’s limit for changes.',
    forMoney: 'The larger order can fill as soon as you confirm.',
  },
  o10151: {
    means: 'A market order has no price limit.',
    forMoney:
      'Options have wide gaps between bid and ask: the fill can be far from the last price.',
  },
  o10152: {
    means: 'A stop order becomes a market order once its trigger is reached.',
    forMoney: 'In a fast market the fill can be far below (or above) the trigger.',
  },
  o10153: {
    means: 'The broker caps the price of the order, as exchanges demand.',
    forMoney: 'The order may fill only in part or not at all when the market runs away.',
  },
  o10164: {
    means: 'An order for a sum of money is filled as well as possible, not exactly.',
    forMoney: 'You may pay a little more or less than the sum.',
  },
  o10223: {
    means: 'The order is for a sum of money, not a number of units.',
    forMoney: 'How many units you get depends on the fill.',
  },
  o10331: {
    means: 'Stop orders can be triggered by a single trade and have their own risks.',
    forMoney: 'The trigger is no promise of a price: the fill may be worse.',
  },
  o10333: {
    means: 'The option would be exercised at the money.',
    forMoney: 'Exercising can cost more than buying the shares in the market.',
  },
  o10335: {
    means: 'You entered orders quickly one after the other.',
    forMoney: 'Make sure that this is not the same order twice.',
  },
  o10336: {
    means: 'The contract trades little.',
    forMoney: 'Getting out again may cost more than the quote shows.',
  },
  p6: {
    means: 'The order is distributed over several accounts.',
    forMoney: 'Each account gets its own part of the fill and the fees.',
  },
  p12: {
    means: 'The broker offers to manage the price of the order for you.',
    forMoney: 'The order may rest at other prices than yours, within its limit.',
  },
};

const unlisted: QuestionMeaning = {
  means: 'The desk has no explanation of its own for this question. Read the broker’s words.',
  forMoney:
    'If you confirm, the order goes to the market as you wrote it. If you discard, no order exists.',
};

/** Our explanation of a message; `undefined` ids and unlisted ones get the general words. */
export function questionMeaning(messageId: string | undefined): QuestionMeaning {
  return messageId !== undefined && Object.hasOwn(meanings, messageId)
    ? (meanings[messageId] ?? unlisted)
    : unlisted;
}
