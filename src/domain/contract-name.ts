import type { Contract, OptionContract } from './contract.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A contract as traders say it: "AAPL 18 Dec 26 260 put", or the symbol for shares. */
export function contractName(contract: Contract): string {
  if (contract.kind !== 'option') return contract.symbol;
  return `${contract.underlying} ${optionName(contract)}`;
}

/** An option without its underlying: "18 Dec 26 260 put". */
export function optionName(option: Pick<OptionContract, 'expiry' | 'strike' | 'right'>): string {
  const [year = '', month = '', day = ''] = option.expiry.split('-');
  const date = `${Number(day)} ${months[Number(month) - 1] ?? month} ${year.slice(2)}`;
  return `${date} ${option.strike.toFixed()} ${option.right}`;
}

const described = /^(.+?) ([A-Za-z]{3}) ?(\d{1,2}) ?'(\d{2}) (\d+(?:\.\d+)?) (call|put)\b/i;

/**
 * The broker's description of an option in the desk's words: "AAPL NOV 27 '26 267.5 Call" and "AAPL Dec18'26 285 Call"
 * read like the rows beside them. Anything else is left as the broker wrote it.
 */
export function describedName(description: string): string {
  const [, underlying, month = '', day, year, strike = '', right = ''] =
    described.exec(description) ?? [];
  const known = months.find((name) => name.toLowerCase() === month.toLowerCase());
  if (known === undefined) return description;
  const plain = strike.replace(/\.(\d*?)0+$/, '.$1').replace(/\.$/, '');
  return `${underlying} ${Number(day)} ${known} ${year} ${plain} ${right.toLowerCase()}`;
}
