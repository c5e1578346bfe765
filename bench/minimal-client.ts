import type { CalendarDate } from '#domain/time.ts';

/** The gateway takes ten calls in any second; so much later than a second a call is safe. */
const windowMs = 1_040;
const perWindow = 10;
const strikesQuoted = 10;
const quoteFields = '31,84,86';

/** Conids by "strike right", as a client would keep them. */
export type KnownConids = Map<string, number>;

interface SearchRow {
  readonly conid: string;
  readonly sections: readonly { readonly secType: string; readonly months?: string }[];
}
type QuoteRow = Readonly<Record<string, unknown>> & { readonly conid: number };

/**
 * The least that brings the chain of one expiry onto a screen: 10 strikes around the money, calls and puts, each with
 * bid and ask. Written by hand against the API, straight to the gateway, without checks, retries or types.
 */
export async function minimalChain(
  base: string,
  symbol: string,
  expiry: CalendarDate,
  known: KnownConids,
): Promise<number> {
  const get = pacedGet(`${base}/v1/api`);
  const [found] = await get<readonly SearchRow[]>(`/iserver/secdef/search?symbol=${symbol}`);
  const underlying = Number(found?.conid);
  const months = found?.sections.find(({ secType }) => secType === 'OPT')?.months ?? '';
  const month = months.split(';')[1] ?? '';
  const [spotQuote] = await quotesOf(get, [underlying]);
  const spot = Number.parseFloat(String(spotQuote?.['31']).replace(/^[CH]/, ''));
  const strikes =
    known.size > 0
      ? [...new Set([...known.keys()].map((key) => Number(key.split(' ')[0])))]
      : (
          await get<{ call: number[] }>(
            `/iserver/secdef/strikes?conid=${underlying}&sectype=OPT&month=${month}`,
          )
        ).call;
  const near = strikes
    .toSorted((a, b) => Math.abs(a - spot) - Math.abs(b - spot))
    .slice(0, strikesQuoted + 6);
  const wanted = near.flatMap((strike) => [`${strike} C`, `${strike} P`]);
  const day = expiry.replaceAll('-', '');
  const conids: number[] = [];
  const ask = async (key: string): Promise<void> => {
    const [strike, right] = key.split(' ');
    const rows = await get<readonly { conid: number; maturityDate: string }[]>(
      `/iserver/secdef/info?conid=${underlying}&sectype=OPT&month=${month}&strike=${strike}&right=${right}`,
    );
    const mine = rows.find(({ maturityDate }) => maturityDate === day);
    if (mine !== undefined) known.set(key, mine.conid);
  };
  // Strikes that this expiry does not have are replaced by the next ones.
  for (let next = 0; conids.length < 2 * strikesQuoted && next < wanted.length;) {
    const missing = 2 * strikesQuoted - conids.length;
    const batch = wanted.slice(next, next + missing);
    next += missing;
    await Promise.all(batch.filter((key) => !known.has(key)).map(ask));
    conids.push(...batch.flatMap((key) => known.get(key) ?? []));
  }
  const quotes = await quotesOf(get, conids);
  return quotes.length;
}

type Get = <T>(path: string) => Promise<T>;

/** The first snapshot only subscribes; asks again until each has a bid or an ask. */
async function quotesOf(get: Get, conids: readonly number[]): Promise<readonly QuoteRow[]> {
  const path = `/iserver/marketdata/snapshot?conids=${conids.join(',')}&fields=${quoteFields}`;
  for (;;) {
    const rows = await get<readonly QuoteRow[]>(path);
    if (
      rows.length === conids.length &&
      rows.every((row) => '84' in row || '86' in row || '31' in row)
    )
      return rows;
  }
}

/** Ten calls a second, counted over a sliding window from the moment of sending. */
function pacedGet(base: string): Get {
  const sent: number[] = [];
  return async (path) => {
    for (;;) {
      const waitMs = (sent.at(-perWindow) ?? -Infinity) + windowMs - performance.now();
      if (waitMs <= 0) break;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    sent.push(performance.now());
    const answer = await fetch(base + path);
    if (!answer.ok) throw new Error(`The gateway refused ${path}: ${answer.status}`);
    return JSON.parse(await answer.text());
  };
}
