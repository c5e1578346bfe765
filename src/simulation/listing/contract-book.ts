import { Big } from 'big.js';

import type { Conid, OptionContract, OptionRight } from '#domain/contract.ts';
import type { CalendarDate, Instant } from '#domain/time.ts';

import { expiryDays, isMonthlyExpiry } from './expiries.ts';
import {
  dateOfDayNumber,
  dayNumberAt,
  dayNumberOf,
  isTradingDay,
  sessionOf,
} from '../market-days.ts';
import { conidOfOption, optionKeyOf, type OptionKey } from './option-conids.ts';
import type { StrikeBook } from './strikes.ts';
import { classesOf, classNamed, type TradingClass } from './trading-classes.ts';

/** A listed option with its life. */
export interface ListedOption {
  readonly contract: OptionContract;
  readonly tradingClass: TradingClass;
  readonly strike: number;
  /** Last trading day, as days since 1970. */
  readonly expiryDay: number;
  /** Whether it expires in the standard monthly cycle. */
  readonly isMonthly: boolean;
  /** When it stops trading. */
  readonly expiresAt: Instant;
  /** When it is exercised or paid out: then, or at the next opening for the morning-settled class. */
  readonly settlesAt: Instant;
}

/** The words that name one option. */
export interface OptionTermsWanted {
  readonly underlying: Conid;
  readonly expiry: CalendarDate;
  readonly tradingClass: string;
  readonly strike: Big;
  readonly right: OptionRight;
}

/**
 * The last instant an option of that day trades: expiring ones stop with the shares, also where their class trades
 * longer on other days; those that settle at the next opening trade out their whole last day.
 */
function lastTradeAt({ settlesAtOpen, hours }: TradingClass, expiryDay: number): Instant {
  const session = sessionOf(expiryDay, settlesAtOpen ? hours : 'shares');
  if (session === null) throw new Error(`No trading on day ${expiryDay}`);
  return session.closeAt;
}

function settlesAt(tradingClass: TradingClass, expiryDay: number): Instant {
  if (!tradingClass.settlesAtOpen) return lastTradeAt(tradingClass, expiryDay);
  for (let day = expiryDay + 1; ; day++) {
    const session = sessionOf(day);
    if (session !== null) return session.openAt;
  }
}

function isListedExpiry(tradingClass: TradingClass, day: number, today: number): boolean {
  return isTradingDay(day) && expiryDays(tradingClass, Math.min(day, today)).includes(day);
}

/** Expiries that can still be traded. */
function liveDays(tradingClass: TradingClass, now: Instant): readonly number[] {
  return expiryDays(tradingClass, dayNumberAt(now)).filter(
    (day) => lastTradeAt(tradingClass, day) > now,
  );
}

function toListedOption(conid: Conid, key: OptionKey): ListedOption {
  const { tradingClass, expiryDay, right, steps } = key;
  const { listing } = tradingClass;
  const strike = steps * listing.strikeStep;
  return {
    contract: {
      kind: 'option',
      conid,
      underlyingConid: listing.conid,
      underlying: listing.symbol,
      tradingClass: tradingClass.name,
      right,
      strike: new Big(String(strike)),
      expiry: dateOfDayNumber(expiryDay),
      multiplier: 100,
      currency: 'USD',
    },
    tradingClass,
    strike,
    expiryDay,
    isMonthly: isMonthlyExpiry(tradingClass, expiryDay),
    expiresAt: lastTradeAt(tradingClass, expiryDay),
    settlesAt: settlesAt(tradingClass, expiryDay),
  };
}

/** Which options exist. */
export class ContractBook {
  readonly #strikeBook: StrikeBook;
  readonly #known = new Map<Conid, ListedOption>();

  constructor(strikeBook: StrikeBook) {
    this.#strikeBook = strikeBook;
  }

  /** The option behind a conid, also after it has expired. Null when it was never listed. */
  optionOf(conid: Conid, now: Instant): ListedOption | null {
    const found = this.#known.get(conid);
    if (found !== undefined) return found;
    const key = optionKeyOf(conid);
    if (key === null) return null;
    const { tradingClass, expiryDay } = key;
    const today = dayNumberAt(now);
    if (!isListedExpiry(tradingClass, expiryDay, today)) return null;
    if (!this.#strikeBook.strikeSteps(tradingClass, expiryDay, today).includes(key.steps)) {
      return null;
    }
    const option = toListedOption(conid, key);
    this.#known.set(conid, option);
    return option;
  }

  /** Expiries that can still be traded, ascending, each with its class. */
  expiries(
    underlying: Conid,
    now: Instant,
  ): readonly { readonly expiry: CalendarDate; readonly tradingClass: string }[] {
    return classesOf(underlying)
      .flatMap((tradingClass) => liveDays(tradingClass, now).map((day) => ({ day, tradingClass })))
      .toSorted((a, b) => a.day - b.day)
      .map(({ day, tradingClass }) => ({
        expiry: dateOfDayNumber(day),
        tradingClass: tradingClass.name,
      }));
  }

  strikes(
    underlying: Conid,
    expiry: CalendarDate,
    className: string,
    now: Instant,
  ): readonly Big[] {
    const tradingClass = classNamed(underlying, className);
    const day = dayNumberOf(expiry);
    if (tradingClass === null || !liveDays(tradingClass, now).includes(day)) return [];
    return this.#strikeBook
      .strikeSteps(tradingClass, day, dayNumberAt(now))
      .map((steps) => new Big(String(steps * tradingClass.listing.strikeStep)));
  }

  /** Null when no such option can be traded. */
  find(wanted: OptionTermsWanted, now: Instant): OptionContract | null {
    const tradingClass = classNamed(wanted.underlying, wanted.tradingClass);
    const expiryDay = dayNumberOf(wanted.expiry);
    if (tradingClass === null || !liveDays(tradingClass, now).includes(expiryDay)) return null;
    const steps = wanted.strike.div(tradingClass.listing.strikeStep);
    if (!steps.eq(steps.round(0)) || steps.lte(0) || steps.gte(10_000)) return null;
    const key = { tradingClass, expiryDay, right: wanted.right, steps: steps.toNumber() };
    return this.optionOf(conidOfOption(key), now)?.contract ?? null;
  }
}
