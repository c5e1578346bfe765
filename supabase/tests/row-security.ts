/** The proof that nobody reaches another user's rows: every table x every act x owner, other user, anonymous. */
import { columnsOf, logs, policiesOf, tablesOf, type Ask, type Policy } from './catalogue.ts';
import type { Hands, Outcome } from './hands.ts';
import { sampleRow } from './sample-rows.ts';

interface Person {
  readonly id: string;
  readonly hands: Hands;
}

export interface Scene {
  readonly ask: Ask;
  readonly owner: Person;
  readonly other: Person;
  readonly anonymous: Hands;
}

/** What went otherwise than it must, one sentence each; empty when the table is tight. */
export async function leaksOf(scene: Scene, table: string): Promise<string[]> {
  const { owner, other, anonymous, ask } = scene;
  const columns = await columnsOf(ask, table);
  const row = () => sampleRow(columns);
  const isLog = logs.includes(table);
  const leaks: string[] = [];
  const check = async (act: string, attempt: Promise<Outcome>, wanted: string) => {
    const got = inWords(await attempt, owner.id, other.id);
    if (got !== wanted) leaks.push(`${table}: ${act}: ${got} instead of ${wanted}`);
  };

  await check('owner inserts', owner.hands.insert(table, row()), 'own rows');
  await check('other inserts', other.hands.insert(table, row()), "other's rows");
  const before = await countOf(ask, table, owner.id);

  await check('owner reads', owner.hands.select(table), 'own rows');
  await check('other reads', other.hands.select(table), "other's rows");
  await check('anonymous reads', anonymous.select(table), refused);

  const forged = () => ({ ...row(), user_id: owner.id });
  await check('other inserts as owner', other.hands.insert(table, forged()), refused);
  await check('other plants a row', other.hands.insertBlind(table, forged()), refused);
  await check('anonymous plants a row', anonymous.insertBlind(table, forged()), refused);
  await check('anonymous inserts', anonymous.insert(table, row()), refused);

  const nothing = isLog ? refused : 'no rows';
  const steal = { user_id: other.id };
  await check('other takes', other.hands.update(table, owner.id, steal), nothing);
  await check('anonymous takes', anonymous.update(table, owner.id, steal), refused);
  const give = { user_id: owner.id };
  await check('other gives away', other.hands.update(table, other.id, give), refused);
  await check(
    'owner updates',
    owner.hands.update(table, owner.id, give),
    isLog ? refused : 'own rows',
  );

  await check('other deletes', other.hands.remove(table, owner.id), nothing);
  await check('anonymous deletes', anonymous.remove(table, owner.id), refused);

  const after = await countOf(ask, table, owner.id);
  if (after !== before) leaks.push(`${table}: the owner had ${before} rows and has ${after}`);
  await check('owner deletes', owner.hands.remove(table, owner.id), isLog ? refused : 'own rows');
  await check(
    'other clears',
    other.hands.remove(table, other.id),
    isLog ? refused : "other's rows",
  );
  return leaks;
}

export async function leaksOfAll(scene: Scene): Promise<string[]> {
  const leaks: string[] = [];
  for (const table of await tablesOf(scene.ask)) leaks.push(...(await leaksOf(scene, table)));
  return leaks;
}

/** Opens each half of each policy to everybody in turn; names those that the proof did not notice. */
export async function unnoticedLoosenings(scene: Scene): Promise<string[]> {
  const unnoticed: string[] = [];
  for (const policy of await policiesOf(scene.ask)) {
    for (const [half, expression] of halvesOf(policy)) {
      const on = `alter policy ${policy.name} on public.${policy.table}`;
      await scene.ask(`${on} ${half} (true)`);
      const leaks = await leaksOf(scene, policy.table);
      await scene.ask(`${on} ${half} (${expression})`);
      if (leaks.length === 0) unnoticed.push(`${policy.name} ${half}`);
    }
  }
  return unnoticed;
}

function halvesOf(policy: Policy): [half: string, expression: string][] {
  const halves: [string, string | null][] = [
    ['using', policy.using],
    ['with check', policy.with_check],
  ];
  return halves.flatMap(([half, expression]) => (expression === null ? [] : [[half, expression]]));
}

const refused = 'refused (42501)';

function inWords(outcome: Outcome, owner: string, other: string): string {
  if ('refused' in outcome) return `refused (${outcome.refused})`;
  const whose = [...new Set(outcome.rows.map((row) => row['user_id']))];
  if (whose.length === 0) return 'no rows';
  if (whose.length > 1) return "several users' rows";
  if (whose[0] === owner) return 'own rows';
  return whose[0] === other ? "other's rows" : "a stranger's rows";
}

async function countOf(ask: Ask, table: string, user: string): Promise<number> {
  const [row] = await ask<{ count: number }>(
    `select count(*)::int as count from public.${table} where user_id = '${user}'`,
  );
  return row?.count ?? 0;
}
