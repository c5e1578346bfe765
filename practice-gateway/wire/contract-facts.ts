import type { Conid, Contract, OptionContract } from '#domain/contract.ts';
import type { ListedUnderlying } from '#simulation/exchange-shapes.ts';

import type { World } from '../world.ts';
import { optionText, secTypeOf, symbolOf } from './contract-text.ts';

/** What rows tell about a contract; empty words for one that is no longer known. */
export interface ContractFacts {
  readonly contract: Contract | null;
  readonly option: OptionContract | null;
  readonly symbol: string;
  readonly secType: string;
  /** "JAN 15 '27 195 Call"; null for a share. */
  readonly second: string | null;
  readonly company: string;
  readonly listingExchange: string;
  readonly sector: string | null;
  readonly hasOptions: boolean;
  /** 1 for a share. */
  readonly multiplier: number;
}

/** The listing of the contract, or of an option's underlying. */
export const listingOf = (world: World, contract: Contract): ListedUnderlying | null =>
  world.exchange.underlying(contract.kind === 'option' ? contract.underlyingConid : contract.conid);

const unknown: ContractFacts = {
  contract: null,
  option: null,
  symbol: '',
  secType: 'STK',
  second: null,
  company: '',
  listingExchange: '',
  sector: null,
  hasOptions: false,
  multiplier: 1,
};

export function contractFacts(world: World, conid: Conid): ContractFacts {
  const contract = world.exchange.contract(conid);
  if (contract === null) return unknown;
  const listed = listingOf(world, contract);
  const option = contract.kind === 'option' ? contract : null;
  const words = listed === null ? unknown : listingWords(listed);
  return {
    ...words,
    contract,
    option,
    symbol: symbolOf(contract),
    secType: secTypeOf(contract),
    second: option === null ? null : optionText(option),
    multiplier: option?.multiplier ?? 1,
  };
}

const listingWords = (listed: ListedUnderlying): ContractFacts => ({
  ...unknown,
  company: listed.contract.name,
  listingExchange: listed.contract.exchange,
  sector: listed.sector,
  hasOptions: listed.hasOptions,
});

/** The keys that have something to say: the broker leaves the others out. */
export function present(keys: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== null));
}
