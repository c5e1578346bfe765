/** What must be read before the first order. In our own words; the official text is behind the link. */
export interface Disclosure {
  readonly id: string;
  /** Changes with every change of the words: then it is asked again. */
  readonly version: string;
  readonly title: string;
  /** One paragraph each. */
  readonly text: readonly string[];
  readonly source: { readonly name: string; readonly url: string };
}

const version = '2026-11-21';

export const disclosures: readonly Disclosure[] = [
  {
    id: 'standardized-options',
    version,
    title: 'What options are, and what they can cost',
    text: [
      'An option you buy can expire worthless: then all you paid is gone, often within days. An option you sell obliges you, and what you can lose may be many times what you received; for an uncovered call there is no upper limit.',
      'Options are not for everybody. Read the document “Characteristics and Risks of Standardized Options” before you trade one, and again when it is amended.',
    ],
    source: {
      name: 'The Options Clearing Corporation: Characteristics and Risks of Standardized Options',
      url: 'https://www.theocc.com/getmedia/a151a9ae-d784-4a15-bdeb-23a029f50b70/riskstoc.pdf',
    },
  },
  {
    id: 'assignment',
    version,
    title: 'Short options, assignment and expiry',
    text: [
      'Who sells an American option can be assigned on any day, not only at expiry: shares are then bought or sold in your account at the strike, with all the money that takes. A spread can lose one leg that way and become a different risk overnight.',
      'At expiry an option that is one cent in the money is exercised by itself. After the close the share still moves; whether you are assigned you learn only later. The broker may close positions in the last hour on its own.',
    ],
    source: {
      name: 'The Options Industry Council: assignment',
      url: 'https://www.optionseducation.org/referencelibrary/faq/options-assignment',
    },
  },
  {
    id: 'margin',
    version,
    title: 'Margin',
    text: [
      'With margin you can lose more than you deposited. When the account falls short the broker may sell what it chooses, without asking and without waiting, and it can raise its requirements at any time. You have no right to more time.',
      'Intraday and overnight requirements differ: a position that fits at noon can be too large at the close.',
    ],
    source: {
      name: 'FINRA Rule 2264, Margin Disclosure Statement',
      url: 'https://www.finra.org/rules-guidance/rulebooks/finra-rules/2264',
    },
  },
  {
    id: 'day-trading',
    version,
    title: 'Day trading',
    text: [
      'Buying and selling on the same day is extremely risky. Be prepared to lose all of it; do not use retirement money, loans or what you live on, and mistrust promises of quick profit. Commissions add up.',
      'The old pattern day trader rule was repealed in 2026 and brokers may phase the new intraday margin in until October 2027. What counts for you is what your broker reports; the desk shows its number and invents none.',
    ],
    source: {
      name: 'FINRA Rule 2270, Day-Trading Risk Disclosure Statement',
      url: 'https://www.finra.org/rules-guidance/rulebooks/finra-rules/2270',
    },
  },
  {
    id: 'market-orders',
    version,
    title: 'Market and stop orders in options',
    text: [
      'Options trade thinly and their spreads are wide. A market order takes whatever price is there, which can be far from the one you saw. A stop becomes a market order when it is touched, and one bad quote can touch it.',
      'A limit order names the worst price you accept. It may not be filled; that is its price.',
    ],
    source: {
      name: 'Investor.gov: types of orders',
      url: 'https://www.investor.gov/introduction-investing/investing-basics/how-stock-markets-work/types-orders',
    },
  },
  {
    id: 'extended-hours',
    version,
    title: 'Outside regular hours',
    text: [
      'Before the open and after the close fewer people trade: liquidity is lower, spreads are wider and prices jump further. Markets are not linked, so a better price may exist elsewhere, and news often comes exactly then.',
    ],
    source: {
      name: 'FINRA Rule 2265, Extended Hours Trading Risk Disclosure',
      url: 'https://www.finra.org/rules-guidance/rulebooks/finra-rules/2265',
    },
  },
  {
    id: 'software',
    version,
    title: 'This desk is software',
    text: [
      'Strikedesk gives no advice and is no broker. Its checks, margins and greeks are computed with care and can be wrong; the broker’s own figures win. Connection, computer and power can fail while an order works.',
      'Practice results are hypothetical: fills there have no queue and no market impact. When something looks wrong, look at the broker’s own platform, and keep its telephone number at hand.',
    ],
    source: {
      name: 'Interactive Brokers: options trading',
      url: 'https://www.interactivebrokers.com/en/trading/options.php',
    },
  },
];

/** Exactly what is shown, as one text: its hash is stored with the acknowledgment. */
export function shownText({ title, text, source }: Disclosure): string {
  return [title, ...text, source.name, source.url].join('\n');
}
