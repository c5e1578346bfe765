import type { EndpointLimit } from './request-budget.ts';

type Method = 'GET' | 'POST' | 'DELETE';

/** One call of the gateway's API that may pass, in our words where we treat it specially. */
export interface Route {
  readonly method: Method;
  readonly pattern: string;
  /** Null: only the limit for all calls together. */
  readonly endpoint: EndpointLimit | null;
  /** Places, changes or cancels an order, or answers a question about one. A preview does not. */
  readonly isOrderWrite: boolean;
}

export interface MatchedRoute extends Route {
  /** What stood in the place of `{account}` and the like. */
  readonly params: Readonly<Record<string, string>>;
}

const places: Readonly<Record<string, string>> = {
  account: String.raw`[\w.-]{1,40}`,
  conid: String.raw`\d{1,12}`,
  page: String.raw`\d{1,4}`,
  // Digits only: "-1" would cancel every open order.
  order: String.raw`\d{1,18}`,
  id: String.raw`[\w-]{1,80}`,
};

const perSecond = { count: 1, windowMs: 1_000 };
const perFiveSeconds = { count: 1, windowMs: 5_000 };
const perMinute = { count: 1, windowMs: 60_000 };
const perQuarter = { count: 1, windowMs: 15 * 60_000 };

/** IBKR's published limits, by pattern. A refusal there may close the account's door for a quarter of an hour. */
const limits: Readonly<Record<string, Omit<EndpointLimit, 'key'>>> = {
  tickle: perSecond,
  'sso/validate': perMinute,
  'portfolio/accounts': perFiveSeconds,
  'portfolio/subaccounts': perFiveSeconds,
  'iserver/account/orders': perFiveSeconds,
  'iserver/account/trades': perFiveSeconds,
  'iserver/account/pnl/partitioned': perFiveSeconds,
  'pa/performance': perQuarter,
  'pa/allperiods': perQuarter,
  'pa/transactions': perQuarter,
  'fyi/unreadnumber': perSecond,
  'fyi/notifications': perSecond,
};

const read = `
  iserver/auth/status  tickle  sso/validate
  iserver/accounts  portfolio/accounts  portfolio/subaccounts  portfolio/subaccounts2
  portfolio/{account}/meta  portfolio/{account}/summary  portfolio/{account}/ledger  portfolio/{account}/allocation
  portfolio/{account}/positions/{page}  portfolio/{account}/position/{conid}  portfolio/positions/{conid}
  portfolio/{account}/combo/positions  portfolio2/{account}/positions
  iserver/account/{account}/summary  iserver/account/{account}/summary/available_funds
  iserver/account/{account}/summary/balances  iserver/account/{account}/summary/margins
  iserver/account/{account}/summary/market_value  iserver/account/pnl/partitioned
  iserver/secdef/search  iserver/secdef/strikes  iserver/secdef/info
  trsrv/secdef  trsrv/stocks  trsrv/futures  trsrv/all-conids  trsrv/secdef/schedule  contract/trading-schedule
  iserver/contract/{conid}/info  iserver/contract/{conid}/info-and-rules  iserver/contract/{conid}/algos
  iserver/currency/pairs  iserver/exchangerate
  iserver/marketdata/snapshot  iserver/marketdata/history  iserver/marketdata/unsubscribeall
  iserver/account/orders  iserver/account/order/status/{order}  iserver/account/trades
  iserver/watchlists  iserver/watchlist
  fyi/unreadnumber  fyi/notifications
`;

const post = `
  iserver/auth/status  iserver/auth/ssodh/init  iserver/reauthenticate  tickle  logout
  iserver/account  portfolio/allocation  portfolio/{account}/positions/invalidate
  iserver/secdef/search  iserver/contract/rules  iserver/marketdata/unsubscribe
  iserver/account/{account}/orders/whatif  iserver/questions/suppress  iserver/questions/suppress/reset
  pa/performance  pa/allperiods  pa/transactions
  iserver/watchlist
`;

const orderWrites: readonly (readonly [Method, string])[] = [
  ['POST', 'iserver/account/{account}/orders'],
  ['POST', 'iserver/account/{account}/order/{order}'],
  ['DELETE', 'iserver/account/{account}/order/{order}'],
  ['POST', 'iserver/reply/{id}'],
  ['POST', 'iserver/notification'],
];

function route(method: Method, pattern: string, isOrderWrite: boolean): Route {
  const limit = limits[pattern];
  const endpoint = limit === undefined ? null : { key: pattern, ...limit };
  return { method, pattern, endpoint, isOrderWrite };
}

const listed = (method: Method, patterns: string): Route[] =>
  patterns
    .trim()
    .split(/\s+/)
    .map((pattern) => route(method, pattern, false));

/** Every call that may pass to the gateway. What is not here does not exist for the page. */
const routes: readonly Route[] = [
  ...listed('GET', read),
  ...listed('POST', post),
  ...listed('DELETE', 'iserver/watchlist'),
  ...orderWrites.map(([method, pattern]) => route(method, pattern, true)),
];

const compiled = routes.map((one) => ({ one, expression: expressionOf(one.pattern) }));

function expressionOf(pattern: string): RegExp {
  const source = pattern.replaceAll(
    /\{(\w+)\}/g,
    (_whole, name: string) => `(?<${name}>${places[name] ?? '(?!)'})`,
  );
  return new RegExp(`^${source}$`);
}

/** Finds the route of a path below the API's base, e.g. "iserver/accounts". Null when it is not listed. */
export function matchRoute(method: string, path: string): MatchedRoute | null {
  for (const { one, expression } of compiled) {
    const found = one.method === method ? expression.exec(path) : null;
    if (found !== null) return { ...one, params: { ...found.groups } };
  }
  return null;
}
