import type { Quote } from '../quote.ts';
import type { ComplianceRule } from './rule.ts';

export type QuoteCode =
  | 'QUOTE_LIVE'
  | 'QUOTE_MISSING'
  | 'QUOTE_STALE'
  | 'QUOTE_NOT_LIVE'
  | 'QUOTE_HALTED'
  | 'QUOTE_ONE_SIDED'
  | 'PRICE_FAR_FROM_MARKET'
  | 'TRIGGER_REACHED';

/** Older than this a quote no longer speaks for the market. */
const staleAfterMs = 60_000;
/** A limit worse than the far side by more than this fraction of the middle is a slip of the finger. */
const farFraction = 0.5;

/** The quote behind the order is live and two-sided. A doubtful quote warns, and blocks a market order. */
export const quoteUsable: ComplianceRule<QuoteCode> = (draft, desk) => {
  const verdict = draft.terms.type === 'market' ? 'block' : 'warn';
  const quote = desk.quote;
  if (quote === null) return [{ verdict, code: 'QUOTE_MISSING', facts: {} }];
  const facts = {
    bid: quote.bid?.toFixed() ?? null,
    ask: quote.ask?.toFixed() ?? null,
    ageMs: desk.now - quote.receivedAt,
    availability: quote.availability,
  };
  const code = doubtAbout(quote, facts.ageMs);
  if (code !== null) return [{ verdict, code, facts }];
  if (isFarFromMarket(draft, quote)) {
    return [{ verdict: 'warn', code: 'PRICE_FAR_FROM_MARKET', facts }];
  }
  if (isTriggerReached(draft, quote)) return [{ verdict: 'warn', code: 'TRIGGER_REACHED', facts }];
  return [{ verdict: 'pass', code: 'QUOTE_LIVE', facts }];
};

function doubtAbout(quote: Quote, ageMs: number): QuoteCode | null {
  if (quote.isHalted) return 'QUOTE_HALTED';
  if (quote.availability !== 'live') return 'QUOTE_NOT_LIVE';
  if (quote.bid === null || quote.ask === null) return 'QUOTE_ONE_SIDED';
  return ageMs > staleAfterMs ? 'QUOTE_STALE' : null;
}

function isFarFromMarket(draft: Parameters<typeof quoteUsable>[0], quote: Quote): boolean {
  if (draft.terms.type !== 'limit' || quote.bid === null || quote.ask === null) return false;
  const slack = quote.bid.plus(quote.ask).div(2).times(farFraction);
  return draft.legs[0].side === 'buy'
    ? draft.terms.limitPrice.gt(quote.ask.plus(slack))
    : draft.terms.limitPrice.lt(quote.bid.minus(slack));
}

/** A trigger on the wrong side of the market does not protect from anything: the order goes out at once. */
function isTriggerReached(draft: Parameters<typeof quoteUsable>[0], quote: Quote): boolean {
  if (!('stopPrice' in draft.terms) || quote.bid === null || quote.ask === null) return false;
  return draft.legs[0].side === 'buy'
    ? quote.ask.gte(draft.terms.stopPrice)
    : quote.bid.lte(draft.terms.stopPrice);
}
