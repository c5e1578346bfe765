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
