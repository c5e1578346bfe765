import { instantOf, type Instant } from '#domain/time.ts';

import { displayedSize, openInterest, volumeSoFar } from './activity.ts';
import type { ListedOption } from '../listing/contract-book.ts';
import type { DayRange } from './day-range.ts';
import type { SimulatedMarket } from '../exchange-shapes.ts';
import { priceOfCents, roundNear } from '../listing/increments.ts';
import type { Listing } from '../listing/listings.ts';
import type { OptionModel } from './option-model.ts';
import type { PricePath } from './price-path.ts';
import { chanceOf } from '../random.ts';
import { halfWidth, optionTouch, type Touch } from './touch.ts';

const LAST_STREAM = 2102;
/** Part of the open contracts that changes hands on an average day. */
const TURNOVER = 0.25;

interface Needs {
  readonly seed: number;
  readonly path: PricePath;
  readonly model: OptionModel;
  readonly rangeOf: (listing: Listing, at: Instant) => DayRange;
}

/** Bid, ask and the rest of the options' markets. */
export class OptionMarkets {
  readonly #needs: Needs;
  /** Prices in cents that change rarely, kept until their key changes. */
  readonly #kept = new Map<string, { readonly key: string | number; readonly cents: number }>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  marketOf(option: ListedOption, at: Instant): SimulatedMarket {
    const { seed, model } = this.#needs;
    const { price, impliedVol, delta, gamma, theta, vega } = model.quoteAt(option, at);
    const openContracts = openInterest(seed, option, at);
    return {
      ...optionTouch(seed, option, price, at),
      ...this.#tradesOf(option, at, openContracts),
      previousClose: priceOfCents(this.#previousCents(option, at)),
      impliedVol,
      delta,
      gamma,
      theta,
      vega,
      openInterest: openContracts,
      historicalVol: null,
      isHalted: false,
      updatedAt: at,
    };
  }

  touchOf(option: ListedOption, at: Instant): Touch {
    const { seed, model } = this.#needs;
    return optionTouch(seed, option, model.quoteAt(option, at).price, at);
  }

  volumeBy(option: ListedOption, at: Instant, fraction: number): number {
    const { seed } = this.#needs;
    const average = openInterest(seed, option, at) * TURNOVER;
    return volumeSoFar(seed, option.contract.conid, at, fraction, average);
  }

  #tradesOf(option: ListedOption, at: Instant, openContracts: number) {
    const { seed, path } = this.#needs;
    const { conid } = option.contract;
    const fraction = path.dayFractionAt(at);
    const volume = volumeSoFar(seed, conid, at, fraction, openContracts * TURNOVER);
    if (volume === 0) {
      return { volume, last: null, lastSize: 0, open: null, high: null, low: null };
    }
    const last = this.#lastCents(option, at, volume);
    const { open, high, low } = this.#rangeCents(option, at);
    return {
      volume,
      last: priceOfCents(last),
      lastSize: displayedSize(seed, conid, 'ask', at, 9),
      open: priceOfCents(open),
      high: priceOfCents(Math.max(high, last)),
      low: priceOfCents(Math.min(low, last)),
    };
  }

  #keptCents(
    kind: string,
    option: ListedOption,
    key: string | number,
    price: () => number,
  ): number {
    const name = `${kind}${option.contract.conid}`;
    const known = this.#kept.get(name);
    if (known?.key === key) return known.cents;
    const cents = roundNear(option.tradingClass.tickProgram, price());
    this.#kept.set(name, { key, cents });
    return cents;
  }

  /** The last trade: the rarer the trades, the longer it stands. */
  #lastCents(option: ListedOption, at: Instant, volume: number): number {
    const { seed, path, model } = this.#needs;
    const pace = volume > 2000 ? 5000 : volume > 100 ? 60_000 : 600_000;
    const block = Math.floor(at / pace);
    const tradedAt = instantOf(Math.max(block * pace, path.dayStartAt(at)));
    return this.#keptCents('last', option, tradedAt, () => {
      const spot = path.priceAt(option.tradingClass.listing, tradedAt);
      const price = model.priceFor(option, spot, tradedAt);
      const lean = chanceOf(seed, LAST_STREAM, option.contract.conid, block) * 2 - 1;
      return price + lean * halfWidth(seed, option, price, tradedAt);
    });
  }

  /** Open and extremes: the option as it was worth when its underlying stood there. */
  #rangeCents(option: ListedOption, at: Instant) {
    const { path, model, rangeOf } = this.#needs;
    const startAt = path.dayStartAt(at);
    const range = rangeOf(option.tradingClass.listing, at);
    const top = [range.high, range.highAt] as const;
    const bottom = [range.low, range.lowAt] as const;
    const [best, worst] = option.contract.right === 'call' ? [top, bottom] : [bottom, top];
    const centsAt = (kind: string, [spot, when]: readonly [number, Instant]) =>
      this.#keptCents(kind, option, `${when}/${spot}`, () => model.priceFor(option, spot, when));
    const open = centsAt('open', [range.open, startAt]);
    const high = centsAt('high', best);
    const low = centsAt('low', worst);
    return { open, high: Math.max(open, high), low: Math.min(open, low) };
  }

  #previousCents(option: ListedOption, at: Instant): number {
    const { path, model } = this.#needs;
    const startAt = path.dayStartAt(at);
    return this.#keptCents('close', option, startAt, () => {
      const spot = path.previousCloseAt(option.tradingClass.listing, at);
      return model.priceFor(option, spot, startAt);
    });
  }
}
