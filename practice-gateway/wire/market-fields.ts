import { Big } from 'big.js';

import type { Conid, Contract } from '#domain/contract.ts';
import type {
  ListedUnderlying,
  SimulatedMarket,
  SimulatedPosition,
} from '#simulation/exchange-shapes.ts';

import { lookUp } from '../look-up.ts';
import type { World } from '../world.ts';
import { optionText, positionText, rightLetter, secTypeOf, symbolOf } from './contract-text.ts';
import { plainDate } from './exchange-time.ts';
import { grouped, percentText, priceText, shortCount } from './number-text.ts';

/** What a field is made of. */
interface Sources {
  readonly contract: Contract;
  readonly listed: ListedUnderlying | null;
  readonly market: SimulatedMarket;
  /** Asked only for the fields that need it. */
  readonly position: () => SimulatedPosition | null;
}

type Field = (sources: Sources) => string | number | null;

const price = (value: Big | null) => (value === null ? null : priceText(value));
const size = (value: number) => grouped(new Big(value), 0);
const greek = (value: number | null) => (value === null ? null : value.toFixed(3));

/** "C" marks the previous close when there was no trade today, "H" a halt. */
function lastText({ market }: Sources): string {
  if (market.last === null) return `C${priceText(market.previousClose)}`;
  return (market.isHalted ? 'H' : '') + priceText(market.last);
}

function change({ market }: Sources): Big | null {
  return market.last === null ? null : market.last.minus(market.previousClose);
}

function changePercent(sources: Sources): string | null {
  const moved = change(sources);
  const { previousClose } = sources.market;
  if (moved === null || previousClose.eq(0)) return null;
  return moved.div(previousClose).times(100).toFixed(2);
}

const iv = ({ market }: Sources) =>
  market.impliedVol === null ? null : percentText(market.impliedVol);
const onlyOption =
  (field: Field): Field =>
  (sources) =>
    sources.contract.kind === 'option' ? field(sources) : null;
const onlyUnderlying =
  (field: Field): Field =>
  (sources) =>
    sources.contract.kind === 'option' ? null : field(sources);
const held =
  (field: (position: SimulatedPosition) => string): Field =>
  (sources) => {
    const position = sources.position();
    return position === null || position.quantity === 0 ? null : field(position);
  };

const costOf = ({ marketValue, unrealizedPnl }: SimulatedPosition) =>
  marketValue.minus(unrealizedPnl);

function unrealizedPercent(position: SimulatedPosition): string {
  const cost = costOf(position).abs();
  return cost.eq(0) ? '0.00%' : `${position.unrealizedPnl.div(cost).times(100).toFixed(2)}%`;
}

/** Field ids as the broker numbers them. 85 is the ask size, 88 the bid size. */
const fields: Readonly<Record<string, Field>> = {
  '31': lastText,
  '55': ({ contract }) => symbolOf(contract),
  '58': ({ contract, listed }) => listed?.contract.name ?? symbolOf(contract),
  '70': ({ market }) => price(market.high),
  '71': ({ market }) => price(market.low),
  '73': held((position) => position.marketValue.toFixed(2)),
  '74': held((position) => priceText(position.averagePrice)),
  '75': held((position) => position.unrealizedPnl.toFixed(2)),
  '76': held((position) => grouped(new Big(position.quantity), 0)),
  '77': held((position) => grouped(position.unrealizedPnl, 2)),
  '79': held((position) => position.realizedPnl.toFixed(2)),
  '80': held(unrealizedPercent),
  '82': (sources) => change(sources)?.toFixed(2) ?? null,
  '83': changePercent,
  '84': ({ market }) => price(market.bid),
  '85': ({ market }) => (market.ask === null ? null : size(market.askSize)),
  '86': ({ market }) => price(market.ask),
  '87': ({ market }) => shortCount(market.volume),
  '88': ({ market }) => (market.bid === null ? null : size(market.bidSize)),
  '201': ({ contract }) => (contract.kind === 'option' ? rightLetter(contract) : null),
  '6004': ({ contract }) => (contract.kind === 'index' ? contract.exchange : 'SMART'),
  '6008': ({ contract }) => contract.conid,
  '6070': ({ contract }) => secTypeOf(contract),
  '6073': ({ contract }) => (contract.kind === 'option' ? plainDate(contract.expiry) : null),
  '6457': ({ contract }) => (contract.kind === 'option' ? contract.underlyingConid : null),
  '7051': ({ listed }) => listed?.contract.name ?? null,
  '7059': ({ market }) => (market.last === null ? null : size(market.lastSize)),
  '7084': onlyUnderlying(({ market }) =>
    market.impliedVol === null || market.historicalVol === null
      ? null
      : percentText(market.impliedVol / market.historicalVol),
  ),
  '7087': onlyUnderlying(({ market }) =>
    market.historicalVol === null ? null : percentText(market.historicalVol),
  ),
  '7094': ({ contract }) => `${contract.conid}@SMART`,
  '7184': ({ contract }) => (contract.kind === 'index' ? '0' : '1'),
  '7219': ({ contract }) => positionText(contract),
  '7220': ({ contract }) => (contract.kind === 'option' ? optionText(contract) : null),
  '7221': ({ listed }) => listed?.contract.exchange ?? null,
  '7280': ({ listed }) => listed?.sector ?? null,
  '7281': ({ listed }) => listed?.sector ?? null,
  '7283': onlyUnderlying(iv),
  '7292': held((position) => grouped(costOf(position), 2)),
  '7295': ({ market }) => price(market.open),
  '7296': ({ market }) => price(market.last),
  '7308': onlyOption(({ market }) => greek(market.delta)),
  '7309': onlyOption(({ market }) => greek(market.gamma)),
  '7310': onlyOption(({ market }) => greek(market.theta)),
  '7311': onlyOption(({ market }) => greek(market.vega)),
  '7633': onlyOption(iv),
  '7635': ({ market }) => priceText(market.mark),
  '7638': onlyOption(({ market }) =>
    market.openInterest === null ? null : shortCount(market.openInterest),
  ),
  '7682': ({ market }) =>
    market.last === null || market.open === null ? null : market.last.minus(market.open).toFixed(2),
  '7714': ({ contract }) => (contract.kind === 'option' ? plainDate(contract.expiry) : null),
  '7741': ({ market }) => priceText(market.previousClose),
  '7762': ({ market }) => String(market.volume),
  '7921': held((position) => costOf(position).toFixed(2)),
  '7768': ({ contract }) => (contract.kind === 'index' ? '0' : '1'),
};

/** Computed by the broker's models: they come later than prices. */
const LATE = new Set(['7084', '7283', '7308', '7309', '7310', '7311', '7633', '7638']);
const PRICES_AFTER_MS = 250;
const MODELS_AFTER_MS = 900;

function sourcesOf(world: World, conid: Conid): Sources | null {
  const contract = world.exchange.contract(conid);
  const market = world.exchange.market(conid);
  if (contract === null || market === null) return null;
  const underlying = contract.kind === 'option' ? contract.underlyingConid : contract.conid;
  return {
    contract,
    market,
    listed: world.exchange.underlying(underlying),
    position: () =>
      world.exchange.positions(world.selectedAccount).find((one) => one.conid === conid) ?? null,
  };
}

/**
 * The wanted fields that have a value `openMs` after the stream was opened. A field without a value is left out, as the
 * broker does: absent is not null and not zero. Null when the contract is unknown or gives no data.
 */
export function marketFields(
  world: World,
  conid: Conid,
  wanted: Iterable<string>,
  openMs: number,
): Readonly<Record<string, string | number>> | null {
  const sources = sourcesOf(world, conid);
  if (sources === null) return null;
  const row: Record<string, string | number> = {};
  for (const id of wanted) {
    if (openMs < (LATE.has(id) ? MODELS_AFTER_MS : PRICES_AFTER_MS)) continue;
    const value = lookUp(fields, id)?.(sources) ?? null;
    if (value !== null) row[id] = value;
  }
  return row;
}

/** Real time, consolidated, book; frozen while the market is closed. */
export function availabilityOf(world: World, conid: Conid): string {
  return world.exchange.isOpen(conid) ? 'RpB' : 'ZB';
}
