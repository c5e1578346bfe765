import { fenceHeader, laneHeader, tokenHeader } from '#config/host-api.ts';
import type { OptionContract } from '#domain/contract.ts';
import type { OrderDraft } from '#domain/order.ts';
import { spotPrice } from '#domain/spot-price.ts';
import type { DeskServices } from '#services/desk-services.ts';
import { memoryAtlas } from '#tests/market-kit.ts';

import {
  openBenchDesk,
  openBenchHost,
  until,
  type BenchDesk,
  type BenchHost,
} from './bench-desk.ts';
import { lowerQuartile, milliseconds, type Report } from './table.ts';

const rounds = 15;
/** Between two orders, so that no limit makes one wait. */
const breathMs = 230;

/** The order as the desk's own adapter wrote it, to be sent again without the desk. */
interface Wire {
  readonly path: string;
  readonly ticket: Readonly<Record<string, unknown>>;
  readonly leftAt: number;
}

const isPlacing = (path: string, init: RequestInit): boolean =>
  init.method === 'POST' && /[/]account[/][^/]+[/]orders$/.test(path);

/** A call a little out of the money, watched, with a bid to join. */
async function pickOption({ market, quotes }: DeskServices): Promise<OptionContract> {
  const found = await market.search('AAPL');
  const match = found.ok ? found.value[0] : undefined;
  if (match === undefined) throw new Error('The desk did not find AAPL.');
  quotes.watch([match.contract.conid]);
  const expiries = await market.monthExpiries(match, match.months[1] ?? '');
  const expiry = expiries.ok ? expiries.value[0] : undefined;
  if (expiry === undefined) throw new Error('The desk found no expiry.');
  const spot = () => spotPrice(quotes.quote(match.contract.conid).get());
  await until('a price of the underlying', () => spot() !== null);
  const chain = market.openChain(match.contract, expiry, spot());
  await until('a chain', () => chain.view.get().rows.length > 8 && chain.view.get().pending === 0);
  chain.close();
  const option = chain.view.get().rows.findLast((row) => row.call !== null)?.call ?? null;
  if (option === null) throw new Error('The chain has no call.');
  quotes.watch([option.conid]);
  await until('a bid', () => (quotes.quote(option.conid).get()?.bid ?? null) !== null);
  return option;
}

function draftOf(desk: DeskServices, contract: OptionContract): OrderDraft {
  const accountId = desk.account.selected.get();
  const limitPrice = desk.quotes.quote(contract.conid).get()?.bid ?? null;
  if (accountId === null || limitPrice === null) throw new Error('The desk is not ready to order.');
  return {
    clientOrderId: desk.orders.newClientOrderId(),
    accountId,
    legs: [{ contract, side: 'buy', ratio: 1 }],
    quantity: 1,
    terms: { type: 'limit', limitPrice },
    timeInForce: 'day',
    outsideRegularHours: false,
    effect: 'open',
  };
}

/** The same order without the desk; whatever the broker asks is answered with yes. Milliseconds until the first answer. */
async function sendBare(
  ask: (path: string, init: RequestInit) => Promise<Response>,
  wire: Wire,
  headers: Record<string, string>,
): Promise<number> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
  const body = JSON.stringify({ orders: [{ ...wire.ticket, cOID: crypto.randomUUID() }] });
  const start = performance.now();
  let answer = await ask(wire.path, { ...post, body });
  let text = await answer.text();
  const ms = performance.now() - start;
  if (!answer.ok) throw new Error(`The bare order was refused: ${answer.status} ${text}`);
  for (let replyId = replyIdIn(text); replyId !== null; replyId = replyIdIn(text)) {
    answer = await ask(`/iserver/reply/${replyId}`, { ...post, body: '{"confirmed":true}' });
    text = await answer.text();
  }
  return ms;
}

function replyIdIn(text: string): string | null {
  const [first]: readonly { readonly id?: string; readonly message?: unknown }[] = [
    JSON.parse(text),
  ].flat();
  return first?.message === undefined ? null : (first.id ?? null);
}

interface Times {
  /** From the confirmation until the order leaves the desk. */
  readonly before: number[];
  /** From the confirmation until the broker's first answer. */
  readonly desk: number[];
  readonly throughHost: number[];
  readonly straight: number[];
}

/** One order by the desk. `before` is from the confirmation until it leaves, `all` until the broker's first answer. */
async function sendByDesk(
  desk: DeskServices,
  option: OptionContract,
  wires: readonly Wire[],
): Promise<{ before: number; all: number }> {
  const review = await desk.orders.review(draftOf(desk, option));
  if (!review.isAllowed) throw new Error(`The desk's rules stop the order: ${reasons(review)}`);
  await breathe();
  const start = performance.now();
  let answeredAt = 0;
  const outcome = await desk.orders.submit(review, 'Buy 1 call.', async () => {
    answeredAt ||= performance.now();
    return { isConfirmed: true };
  });
  answeredAt ||= performance.now();
  if (outcome.kind !== 'accepted')
    throw new Error(`The desk's order was not accepted: ${JSON.stringify(outcome)}`);
  return { before: (wires.at(-1)?.leftAt ?? start) - start, all: answeredAt - start };
}

async function measure(host: BenchHost, desk: BenchDesk, wires: readonly Wire[]): Promise<Times> {
  const times: Times = { before: [], desk: [], throughHost: [], straight: [] };
  const option = await pickOption(desk.services);
  const lastWire = (): Wire => {
    const wire = wires.at(-1);
    if (wire === undefined) throw new Error('The desk has sent no order.');
    return wire;
  };
  const ways = [
    async () => {
      const { before, all } = await sendByDesk(desk.services, option, wires);
      times.before.push(before);
      times.desk.push(all);
    },
    async () => {
      const headers = {
        [fenceHeader]: String(desk.fence()),
        [laneHeader]: 'orders',
        [tokenHeader]: host.token,
      };
      const ask = (path: string, init: RequestInit) => host.ask(`/gateway${path}`, init);
      times.throughHost.push(await sendBare(ask, lastWire(), headers));
    },
    async () => {
      const base = `${host.gatewayBase}/v1/api`;
      const ask = (path: string, init: RequestInit) => fetch(base + path, init);
      times.straight.push(await sendBare(ask, lastWire(), {}));
    },
  ];
  for (let round = 0; round <= rounds; round += 1) {
    // Each way comes first, second and third equally often.
    const turn = round % ways.length;
    for (const send of [...ways.slice(turn), ...ways.slice(0, turn)]) {
      await breathe();
      await send();
    }
  }
  // The first of each warms its way.
  for (const each of Object.values(times)) each.shift();
  return times;
}

const breathe = () => new Promise((resolve) => setTimeout(resolve, breathMs));

type Review = Awaited<ReturnType<DeskServices['orders']['review']>>;
const reasons = ({ checks }: Review): string =>
  checks.flatMap(({ verdict, code }) => (verdict === 'block' ? [code] : [])).join(', ');

export async function benchOrderWire(): Promise<Report> {
  const host = await openBenchHost();
  const wires: Wire[] = [];
  const onCall = (url: string, init: RequestInit) => {
    if (!isPlacing(url, init) || typeof init.body !== 'string') return;
    const [ticket] = JSON.parse(init.body).orders;
    wires.push({ path: url.replace('/gateway', ''), ticket, leftAt: performance.now() });
  };
  try {
    const desk = await openBenchDesk(host, { atlas: memoryAtlas(), onCall });
    const times = await measure(host, desk, wires).finally(desk.leave);
    const straight = lowerQuartile(times.straight);
    const throughHost = lowerQuartile(times.throughHost);
    const ours = lowerQuartile(times.desk);
    return {
      title: 'From confirming an order to the broker’s first answer',
      rows: [
        {
          what: 'bare fetch, straight to the gateway',
          value: milliseconds(straight),
          ratio: straight / throughHost,
        },
        { what: 'bare fetch, through the host', value: milliseconds(throughHost), ratio: null },
        {
          what: 'the desk, through the host',
          value: milliseconds(ours),
          ratio: ours / throughHost,
        },
        {
          what: '  of it before the order leaves the desk',
          value: milliseconds(lowerQuartile(times.before)),
          ratio: lowerQuartile(times.before) / throughHost,
        },
      ],
      note:
        `Ratios against the bare fetch through the host; lower quartiles of ${rounds} orders each, in turn. The host ` +
        'opens a connection of its own for each order, so that a dying one cannot make it unknown. The stores of the ' +
        'desk stand in memory here; in a browser the intent is committed to disk before the order leaves.',
    };
  } finally {
    await host.close();
  }
}
