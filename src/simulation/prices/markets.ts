import type { Conid } from '#domain/contract.ts';
import { instantOf, type Instant } from '#domain/time.ts';

import { volumeSoFar } from './activity.ts';
import { drawBars, type BarSource } from './bars.ts';
import { ContractBook, type ListedOption } from '../listing/contract-book.ts';
import { createDayRanges } from './day-range.ts';
import type { SimulatedBar, SimulatedMarket } from '../exchange-shapes.ts';
import { createHistoricalVols } from './historical-vol.ts';
import { listingOf, type Listing } from '../listing/listings.ts';
import { dayNumberAt, sessionOf } from '../market-days.ts';
import { OptionMarkets } from './option-market.ts';
import { createOptionModel, type OptionModel } from './option-model.ts';
import { createPricePath, STEP_MS, type PricePath } from './price-path.ts';
import { createStockMarkets } from './stock-market.ts';
import { createStrikeBook } from '../listing/strikes.ts';
import { stockTouch, type Touch } from './touch.ts';
import { surfaceVol } from './vol-surface.ts';

/** The market side of the exchange: everything that follows from seed and time alone. */
export class Markets {
  readonly book: ContractBook;
  readonly #alwaysOpen: boolean;
  readonly #seed: number;
  readonly #path: PricePath;
  readonly #model: OptionModel;
  readonly #options: OptionMarkets;
  readonly #stockMarket: (listing: Listing, at: Instant) => SimulatedMarket;
  readonly #touches = new Map<Conid, { readonly at: Instant; readonly touch: Touch }>();
  readonly #markets = new Map<Conid, { readonly at: Instant; readonly market: SimulatedMarket }>();

  constructor(seed: number, alwaysOpen: boolean) {
    const path = createPricePath(seed, alwaysOpen);
    const model = createOptionModel(path);
    const rangeOf = createDayRanges(path);
    this.#alwaysOpen = alwaysOpen;
    this.#seed = seed;
    this.#path = path;
    this.#model = model;
    this.book = new ContractBook(createStrikeBook(path));
    this.#options = new OptionMarkets({ seed, path, model, rangeOf });
    this.#stockMarket = createStockMarkets({
      seed,
      path,
      rangeOf,
      historicalVolOf: createHistoricalVols(path, alwaysOpen),
      impliedVolOf: (listing, at) => {
        const spot = path.priceAt(listing, at);
        return surfaceVol(listing, spot, spot, 30 / 365);
      },
    });
  }

  /** Null for a conid that is not listed, and for an option that has been settled. */
  market(conid: Conid, now: Instant): SimulatedMarket | null {
    const found = this.#quoted(conid, now);
    if (found === null) return null;
    const at = this.#quotedAt(found, now);
    const known = this.#markets.get(conid);
    if (known?.at === at) return known.market;
    const market =
      'listed' in found ? this.#stockMarket(found, at) : this.#options.marketOf(found, at);
    this.#markets.set(conid, { at, market });
    return market;
  }

  /** As {@link market}, only what orders trade against: much cheaper. */
  touch(conid: Conid, now: Instant): Touch | null {
    const found = this.#quoted(conid, now);
    if (found === null) return null;
    const at = this.#quotedAt(found, now);
    const known = this.#touches.get(conid);
    if (known?.at === at) return known.touch;
    const touch =
      'listed' in found
        ? stockTouch(this.#seed, found, this.#path.priceAt(found, at), at)
        : this.#options.touchOf(found, at);
    this.#touches.set(conid, { at, touch });
    return touch;
  }

  bars(conid: Conid, now: Instant, barSeconds: number, count: number): readonly SimulatedBar[] {
    const listing = listingOf(conid);
    const option = listing === null ? this.book.optionOf(conid, now) : null;
    const source = option === null ? listing && this.#sharesOf(listing) : this.#contractsOf(option);
    if (source === null) return [];
    return drawBars(source, this.#tradedAt(now), barSeconds, count, this.#alwaysOpen);
  }

  /** Whether it trades at that instant. */
  isOpen(conid: Conid, now: Instant): boolean {
    const option = listingOf(conid) === null ? this.book.optionOf(conid, now) : null;
    if (option !== null && now >= option.expiresAt) return false;
    if (this.#alwaysOpen) return true;
    const session = sessionOf(dayNumberAt(now), option?.tradingClass.hours);
    return session !== null && now >= session.openAt && now < session.closeAt;
  }

  /** The underlying's price an option is settled at, per share, whole cents. */
  settlementPrice({ tradingClass, settlesAt }: ListedOption): number {
    return Math.round(this.#path.priceAt(tradingClass.listing, settlesAt) * 100) / 100;
  }

  #quoted(conid: Conid, now: Instant): Listing | ListedOption | null {
    const listing = listingOf(conid);
    if (listing !== null) return listing;
    const option = this.book.optionOf(conid, now);
    return option === null || option.settlesAt <= now ? null : option;
  }

  /** An option that has stopped trading but is not settled yet is seen as at its end. */
  #quotedAt(found: Listing | ListedOption, now: Instant): Instant {
    const isOver = 'expiresAt' in found && found.expiresAt <= now;
    return isOver ? found.expiresAt : this.#tradedAt(now);
  }

  /** Prices move in steps, and stand still while the exchange is closed. */
  #tradedAt(now: Instant): Instant {
    const step = Math.floor(now / STEP_MS) * STEP_MS;
    return instantOf(Math.min(step, this.#path.dayEndAt(now)));
  }

  #sharesOf(listing: Listing): BarSource {
    const volumeBy = (at: Instant, fraction: number) =>
      volumeSoFar(this.#seed, listing.conid, at, fraction, listing.dailyVolume);
    return {
      priceAt: (at) => this.#path.priceAt(listing, at),
      volumeBetween: (from, to) => this.#volumeBetween(volumeBy, from, to),
    };
  }

  #contractsOf(option: ListedOption): BarSource {
    const { listing } = option.tradingClass;
    const volumeBy = (at: Instant, fraction: number) =>
      this.#options.volumeBy(option, at, fraction);
    return {
      priceAt: (at) => this.#model.priceFor(option, this.#path.priceAt(listing, at), at),
      volumeBetween: (from, to) => this.#volumeBetween(volumeBy, from, to),
    };
  }

  #volumeBetween(
    volumeBy: (at: Instant, fraction: number) => number,
    from: Instant,
    to: Instant,
  ): number {
    const end = this.#path.dayFractionAt(instantOf(to - 1));
    return Math.max(0, volumeBy(from, end) - volumeBy(from, this.#path.dayFractionAt(from)));
  }
}
