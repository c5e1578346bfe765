import { provenEnvironment } from '#domain/account.ts';
import type { AccountFigures } from '#domain/account.ts';
import type { AccountId } from '#domain/order.ts';
import { ok } from '#lib/result.ts';

import type { AccountService, AuditService } from '../desk-services.ts';
import type { DeskState } from '../desk-state.ts';
import type { AccountList, BrokerReader, Reply } from '../ports/broker.ts';
import type { DeskMemory } from '../ports/desk-memory.ts';

interface Deps {
  readonly broker: Pick<BrokerReader, 'selectAccount' | 'fetchFigures'>;
  readonly state: DeskState;
  readonly memory: DeskMemory;
  readonly audit: Pick<AuditService, 'append'>;
  /** Called when the desk has an account to work with; after a new login it may be the same one as before. */
  readonly onSelected: (isAnother: boolean) => void;
}

/** Which account the desk works with. Picked without asking only when the login has exactly one, or it was picked before. */
export class AccountChoice implements AccountService {
  readonly list;
  readonly selected;
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.list = deps.state.accounts;
    this.selected = deps.state.accountId;
  }

  async takeList(list: AccountList): Promise<void> {
    const { state, memory } = this.#deps;
    state.accounts.set({
      accounts: list.accounts,
      witnesses: list.witnesses,
      proof: provenEnvironment(list.witnesses),
    });
    const remembered = memory.load(this.#memoryKey());
    const ids = list.accounts.map((account) => account.accountId);
    const current = state.accountId.get();
    // Another login may have other accounts; the one before must not stay picked.
    if (current !== null && !ids.includes(current)) state.accountId.set(null);
    const pick = ids.length === 1 ? ids[0] : ids.find((id) => id === remembered);
    if (pick !== undefined) await this.#use(pick, list.selected === pick);
  }

  async select(accountId: AccountId): Reply<void> {
    const answer = await this.#use(accountId, false);
    if (!answer.ok) return answer;
    this.#deps.memory.save(this.#memoryKey(), accountId);
    void this.#deps.audit.append({
      kind: 'account.selected',
      clientOrderId: null,
      summary: 'The trader picked the account.',
      detail: { accountId },
    });
    return answer;
  }

  fetchFigures(accountId: AccountId): Reply<AccountFigures> {
    return this.#deps.broker.fetchFigures(accountId);
  }

  async #use(accountId: AccountId, isSelectedThere: boolean): Reply<void> {
    if (!isSelectedThere) {
      const answer = await this.#deps.broker.selectAccount(accountId);
      if (!answer.ok) return answer;
    }
    const isAnother = this.#deps.state.accountId.get() !== accountId;
    this.#deps.state.accountId.set(accountId);
    this.#deps.onSelected(isAnother);
    return ok(undefined);
  }

  #memoryKey(): string {
    return `account.${this.#deps.state.environment.get() ?? 'none'}`;
  }
}
