import { Big } from 'big.js';

import type { OptionContract, UnderlyingContract } from '#domain/contract.ts';
import type {
  AccountKind,
  MarginFault,
  MarginRequirement,
  UnderlyingClass,
} from '#domain/margin/margin-requirement.ts';
import { optionMargin } from '#domain/margin/option-margin.ts';
import { stockMargin } from '#domain/margin/stock-margin.ts';
import type { Result } from '#lib/result.ts';

const zero = new Big(0);

/** A holding as the margin rules see it. Prices per share. */
export interface MarginHolding {
  readonly contract: OptionContract | UnderlyingContract;
  readonly quantity: number;
  readonly mark: Big;
  readonly underlyingPrice: Big;
  readonly underlyingClass: UnderlyingClass;
}

/** What an account has to keep for all its holdings, in USD. */
export interface Requirement {
  readonly initial: Big;
  readonly maintenance: Big;
  /** True when a cash account holds what only a margin account may: it is then counted as there. */
  readonly needsMarginAccount: boolean;
}

/** Adds up requirements of one account. */
class Sum {
  readonly #kind: AccountKind;
  initial = zero;
  maintenance = zero;
  needsMarginAccount = false;

  constructor(kind: AccountKind) {
    this.#kind = kind;
  }

  /** Returns the shares whose own requirement is inside. */
  add(rule: (kind: AccountKind) => Result<MarginRequirement, MarginFault>): number {
    const found = rule(this.#kind);
    if (!found.ok) this.needsMarginAccount = true;
    const requirement = found.ok ? found : rule('margin');
    if (!requirement.ok) throw new Error('A margin account may hold everything.');
    this.initial = this.initial.plus(requirement.value.initial);
    this.maintenance = this.maintenance.plus(requirement.value.maintenance);
    return requirement.value.sharesCovered;
  }
}

function addShortOption(sum: Sum, holding: MarginHolding, sharesHeld: number): number {
  const { contract, quantity, mark, underlyingPrice, underlyingClass } = holding;
  if (contract.kind !== 'option') return 0;
  const { right, strike, multiplier } = contract;
  const terms = { right, strike, multiplier, underlyingPrice, underlyingClass, sharesHeld };
  return sum.add((kind) =>
    optionMargin({ ...terms, side: 'sell', quantity: -quantity, premium: mark }, kind),
  );
}

function addShares(sum: Sum, holding: MarginHolding, quantity: number): void {
  if (quantity === 0) return;
  const { mark, underlyingClass } = holding;
  const side = quantity > 0 ? 'buy' : 'sell';
  sum.add((kind) =>
    stockMargin({ side, quantity: Math.abs(quantity), price: mark, underlyingClass }, kind),
  );
}

/**
 * Requirement of everything an account holds, one position at a time; shares cover short calls, the dearest first.
 * Long options need nothing: they are paid for, and the account's equity with loan value leaves them out.
 */
export function requirementOf(holdings: readonly MarginHolding[], kind: AccountKind): Requirement {
  const sum = new Sum(kind);
  const shares = new Map<number, number>();
  for (const { contract, quantity } of holdings) {
    if (contract.kind !== 'option') shares.set(contract.conid, quantity);
  }
  const shorts = holdings.filter(({ contract, quantity }) => {
    return contract.kind === 'option' && quantity < 0;
  });
  for (const holding of shorts.toSorted((a, b) => b.mark.cmp(a.mark))) {
    const { contract } = holding;
    if (contract.kind !== 'option') continue;
    const free = shares.get(contract.underlyingConid) ?? 0;
    const covered = addShortOption(sum, holding, free);
    shares.set(contract.underlyingConid, free - covered);
  }
  for (const holding of holdings) {
    if (holding.contract.kind === 'option') continue;
    addShares(sum, holding, shares.get(holding.contract.conid) ?? 0);
  }
  const { initial, maintenance, needsMarginAccount } = sum;
  return { initial: initial.round(2), maintenance: maintenance.round(2), needsMarginAccount };
}
