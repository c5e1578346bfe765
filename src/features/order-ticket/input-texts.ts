import type { InputFault } from '#domain/order-input.ts';

/** What is wrong with a typed quantity, and what would be right. */
export const quantityTexts: Record<InputFault, string> = {
  empty: 'Type how many contracts, 1 or more.',
  zero: 'Type 1 or more: 0 is no order.',
  negative: 'Type 1 or more. To go the other way, flip the side.',
  fraction: 'Contracts come whole: type 1, 2, 3.',
  comma: 'Contracts come whole, without a comma.',
  ambiguous: 'This can be read two ways. Type it without points, commas or spaces: 1000.',
  exponent: 'Type the number in full: 1000, not 1e3.',
  'foreign-digits': 'Use the digits 0 to 9.',
  'too-long': 'That is more than any market has. Type a smaller number.',
  'not-a-number': 'Type a whole number, 1 or more.',
};

/** What is wrong with a typed price, and what would be right. */
export const priceTexts: Record<InputFault, string> = {
  empty: 'Type a price per share.',
  zero: 'Type a price above 0.',
  negative: 'A price for one contract is above 0.',
  fraction: 'Type a price with a point: 1.30.',
  comma: 'Use a point for the decimals: 1.30.',
  ambiguous: 'This can be read two ways. Type 1000 or 1.30, without other points or commas.',
  exponent: 'Type the number in full: 1000, not 1e3.',
  'foreign-digits': 'Use the digits 0 to 9 and a point.',
  'too-long': 'That is more than any market has. Is a point missing?',
  'not-a-number': 'Type a price with a point: 1.30.',
};
