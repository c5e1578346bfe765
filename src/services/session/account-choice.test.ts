import { expect, test } from 'vitest';

import { err, ok } from '#lib/result.ts';
import { anAccount, paperAccountId } from '#tests/builders.ts';
import { memoryAudit, onlyBroker, otherAccount } from '#tests/desk-kit.ts';

import { AccountChoice } from './account-choice.ts';
import { DeskState } from '../desk-state.ts';
import type { AccountList, BrokerError } from '../ports/broker.ts';

const one = [anAccount()];
const two = [anAccount(), anAccount({ accountId: otherAccount })];

function aList(over: Partial<AccountList> = {}): AccountList {
  return {
    accounts: one,
    selected: null,
    witnesses: { accountList: 'paper', loginType: 'paper', accountPrefix: 'paper' },
    isLite: false,
    ...over,
  };
}

function aChoice(remembered: Record<string, string> = {}) {
  const memory = new Map(Object.entries(remembered));
  const state = new DeskState();
  state.environment.set('paper');
  const selectedThere: string[] = [];
  const audit = memoryAudit();
  const world = { failure: null as BrokerError | null, started: 0, another: [] as boolean[] };
  const choice = new AccountChoice({
    broker: onlyBroker({
      selectAccount: async (accountId) => {
        selectedThere.push(accountId);
        return world.failure === null ? ok(undefined) : err(world.failure);
      },
    }),
    state,
    memory: {
      load: (key) => memory.get(key) ?? null,
      save: (key, value) => void memory.set(key, value),
    },
    audit,
    onSelected: (isAnother) => {
      world.started += 1;
      world.another.push(isAnother);
    },
  });
  return { choice, state, selectedThere, memory, audit, world };
}

test('the only account of a login is picked without asking', async () => {
  const { choice, selectedThere, world } = aChoice();
  await choice.takeList(aList());
  expect(choice.selected.get()).toBe(paperAccountId);
  expect(selectedThere).toEqual([paperAccountId]);
  expect(world.started).toBe(1);
});

test('an account the broker has selected already is not selected there again', async () => {
  const { choice, selectedThere } = aChoice();
  await choice.takeList(aList({ selected: paperAccountId }));
  expect(choice.selected.get()).toBe(paperAccountId);
  expect(selectedThere).toEqual([]);
});

test('a new login of the same account is not another one, the pick of a second is', async () => {
  const { choice, world } = aChoice();
  await choice.takeList(aList());
  await choice.takeList(aList());
  await choice.select(otherAccount);
  expect(world.another).toEqual([true, false, true]);
});

test('of several accounts none is picked, whatever the broker has selected', async () => {
  const { choice, world } = aChoice();
  await choice.takeList(aList({ accounts: two, selected: otherAccount }));
  expect(choice.selected.get()).toBeNull();
  expect(choice.list.get()?.accounts).toHaveLength(2);
  expect(world.started).toBe(0);
});

test('of several accounts the one the trader picked last time in this environment is taken', async () => {
  const { choice } = aChoice({ 'account.paper': otherAccount });
  await choice.takeList(aList({ accounts: two }));
  expect(choice.selected.get()).toBe(otherAccount);
});

test("another environment's pick does not count, nor one the login does not have", async () => {
  const elsewhere = aChoice({ 'account.live': otherAccount });
  await elsewhere.choice.takeList(aList({ accounts: two }));
  expect(elsewhere.choice.selected.get()).toBeNull();

  const gone = aChoice({ 'account.paper': 'DU7777777' });
  await gone.choice.takeList(aList({ accounts: two }));
  expect(gone.choice.selected.get()).toBeNull();
});

test('a pick is remembered and noted once the broker has taken it', async () => {
  const { choice, memory, audit } = aChoice();
  await choice.takeList(aList({ accounts: two }));
  expect(await choice.select(otherAccount)).toEqual(ok(undefined));
  expect(memory.get('account.paper')).toBe(otherAccount);
  expect(audit.kinds()).toEqual(['account.selected']);
});

test('a pick the broker refuses changes nothing', async () => {
  const { choice, memory, audit, world } = aChoice();
  await choice.takeList(aList({ accounts: two }));
  world.failure = { kind: 'rejected', reason: 'no such account' };
  expect(await choice.select(otherAccount)).toEqual(err(world.failure));
  expect([choice.selected.get(), memory.size, audit.entries, world.started]).toEqual([
    null,
    0,
    [],
    0,
  ]);
});

test('the account of the login before does not stay picked when the next login lacks it', async () => {
  const { choice, state } = aChoice();
  await choice.takeList(aList());
  const others = [
    anAccount({ accountId: otherAccount }),
    anAccount({ accountId: 'DU0000002' as never }),
  ];
  await choice.takeList(aList({ accounts: others }));
  expect(choice.selected.get()).toBeNull();
  expect(state.mode.get().accountId).toBeNull();
});

test('what the login proves to be is told with the list', async () => {
  const { choice, state } = aChoice();
  const witnesses = { accountList: 'live', loginType: 'paper', accountPrefix: null } as const;
  await choice.takeList(aList({ witnesses }));
  expect(choice.list.get()?.proof).toBe('disagree');
  expect(state.mode.get()).toMatchObject({ mode: 'ibkr-paper', proof: 'disagree' });
});
