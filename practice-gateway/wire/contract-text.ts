import type { Contract, OptionContract } from '#domain/contract.ts';
import type { CalendarDate } from '#domain/time.ts';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

export const OPTION_EXCHANGES =
  'SMART,AMEX,CBOE,PHLX,PSE,ISE,BOX,BATS,NASDAQOM,CBOE2,NASDAQBX,MIAX,GEMINI,EDGX,MERCURY,PEARL,EMERALD,MEMX,IBUSOPT';
export const INDEX_OPTION_EXCHANGES = 'SMART,CBOE,IBUSOPT';
export const STOCK_EXCHANGES =
  'SMART,AMEX,NYSE,CBOE,PHLX,ISE,CHX,ARCA,NASDAQ,DRCTEDGE,BEX,BATS,EDGEA,BYX,IEX,EDGX,PEARL,NYSENAT,LTSE,MEMX,IBEOS,OVERNIGHT,PSX';

const partsOf = (date: CalendarDate) => ({
  year: date.slice(2, 4),
  fullYear: date.slice(0, 4),
  month: MONTHS[Number(date.slice(5, 7)) - 1] ?? 'JAN',
  day: date.slice(8, 10),
});

const titled = (month: string) => month.charAt(0) + month.slice(1).toLowerCase();

/** "JAN27". */
export function monthCode(date: CalendarDate): string {
  const { month, year } = partsOf(date);
  return month + year;
}

export const rightLetter = (option: OptionContract): 'C' | 'P' =>
  option.right === 'call' ? 'C' : 'P';

/** The 21 characters of the options clearing house: "AAPL  270115C00195000". */
export function occSymbol(option: OptionContract): string {
  const { year } = partsOf(option.expiry);
  const day = year + option.expiry.slice(5).replace('-', '');
  const strike = option.strike.times(1000).toFixed(0).padStart(8, '0');
  return option.tradingClass.padEnd(6) + day + rightLetter(option) + strike;
}

/** "JAN 15 '27 195 Call". */
export function optionText(option: OptionContract): string {
  const { month, day, year } = partsOf(option.expiry);
  return `${month} ${day} '${year} ${option.strike.toString()} ${option.right === 'call' ? 'Call' : 'Put'}`;
}

/** "AAPL Jan15'27 195 Call". */
export function optionFullName(option: OptionContract): string {
  const { month, day, year } = partsOf(option.expiry);
  return `${option.underlying} ${titled(month)}${day}'${year} ${option.strike.toString()} ${option.right === 'call' ? 'Call' : 'Put'}`;
}

/** As positions show it: "AAPL   JAN2027 195 C [AAPL  270115C00195000 100]"; a share is its symbol. */
export function positionText(contract: Contract): string {
  if (contract.kind !== 'option') return contract.symbol;
  const { month, fullYear } = partsOf(contract.expiry);
  const terms = `${month}${fullYear} ${contract.strike.toString()} ${rightLetter(contract)}`;
  return `${contract.tradingClass.padEnd(6)} ${terms} [${occSymbol(contract)} ${contract.multiplier}]`;
}

export const symbolOf = (contract: Contract): string =>
  contract.kind === 'option' ? contract.underlying : contract.symbol;

export function secTypeOf(contract: Contract): 'STK' | 'IND' | 'OPT' {
  if (contract.kind === 'option') return 'OPT';
  return contract.kind === 'index' ? 'IND' : 'STK';
}

/** A listing exchange as orders, fills and questions spell it. */
export const marketName = (listingExchange: string): string =>
  listingExchange === 'NASDAQ' ? 'NASDAQ.NMS' : listingExchange;
