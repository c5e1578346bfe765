/** What somebody tries on a table, and what comes of it, whichever way they reach the database. */
import type { SupabaseClient } from '@supabase/supabase-js';
import type postgres from 'postgres';

export type Row = Readonly<Record<string, unknown>>;

/** The rows that were seen or touched, or the SQLSTATE of the refusal. */
export type Outcome = { readonly rows: readonly Row[] } | { readonly refused: string };

/** One actor. `whose` is the user whose rows are aimed at. */
export interface Hands {
  select(relation: string): Promise<Outcome>;
  insert(relation: string, row: Row): Promise<Outcome>;
  /** Without asking for the row back, which the reader's policy would refuse before the writer's is asked. */
  insertBlind(relation: string, row: Row): Promise<Outcome>;
  update(relation: string, whose: string, change: Row): Promise<Outcome>;
  remove(relation: string, whose: string): Promise<Outcome>;
}

/** As the browser does it. */
export function handsOfClient(client: SupabaseClient): Hands {
  const outcomeOf = ({
    data,
    error,
  }: {
    data: Row[] | null;
    error: { code: string } | null;
  }): Outcome => (error === null ? { rows: data ?? [] } : { refused: error.code });
  return {
    select: async (relation) => outcomeOf(await client.from(relation).select()),
    insert: async (relation, row) => outcomeOf(await client.from(relation).insert(row).select()),
    insertBlind: async (relation, row) => outcomeOf(await client.from(relation).insert(row)),
    update: async (relation, whose, change) =>
      outcomeOf(await client.from(relation).update(change).eq('user_id', whose).select()),
    remove: async (relation, whose) =>
      outcomeOf(await client.from(relation).delete().eq('user_id', whose).select()),
  };
}

/** As PostgREST does it: one transaction, the role of the token, its claims as a setting, the body as JSON. */
export function handsInSql(
  authenticator: postgres.Sql,
  role: 'anon' | 'authenticated' | 'service_role',
  userId: string | null,
): Hands {
  const claims = JSON.stringify(userId === null ? { role } : { role, sub: userId });

  async function attempt(statement: string, parameters: string[]) {
    try {
      const rows = await authenticator.begin(async (transaction) => {
        await transaction`select set_config('role', ${role}, true),
          set_config('request.jwt.claims', ${claims}, true)`;
        return transaction.unsafe<Row[]>(statement, parameters);
      });
      return { rows: [...rows] };
    } catch (error) {
      if (error instanceof Error && 'code' in error) return { refused: String(error.code) };
      throw error;
    }
  }

  return {
    select: (relation) => attempt(`select * from public.${relation}`, []),
    insert: (relation, row) => attempt(`${insertion(relation, row)} returning *`, [jsonOf(row)]),
    insertBlind: (relation, row) => attempt(insertion(relation, row), [jsonOf(row)]),
    update: (relation, whose, change) =>
      attempt(
        `update public.${relation} as target
         set ${namesOf(change)
           .map((name) => `${name} = body.${name}`)
           .join(', ')}
         from json_populate_record(null::public.${relation}, $1::text::json) as body
         where target.user_id = $2 returning target.*`,
        [jsonOf(change), whose],
      ),
    remove: (relation, whose) =>
      attempt(`delete from public.${relation} where user_id = $1 returning *`, [whose]),
  };
}

function insertion(relation: string, row: Row): string {
  const columns = namesOf(row).join(', ');
  return `insert into public.${relation} (${columns})
    select ${columns} from json_populate_record(null::public.${relation}, $1::text::json)`;
}

const namesOf = (row: Row): string[] => Object.keys(row).map((name) => `"${name}"`);

const jsonOf = (row: Row): string => JSON.stringify(row);
