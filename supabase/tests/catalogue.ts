/** What the database itself says about tables, policies and privileges, so that the proofs forget none. */

/** Runs a statement as somebody whom row level security does not bind. */
export type Ask = <Row>(statement: string) => Promise<readonly Row[]>;

/** Rows that may only be added: evidence of what happened. */
export const logs: readonly string[] = [
  'ibkr_compliance_acknowledgments',
  'ibkr_trading_activity_log',
  'trading_compliance_log',
];

/** Functions that a page may call, all of them pure. Anything else in `public` is for triggers only. */
const callableFunctions: readonly string[] = ['exact_numeric_to_json'];

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly is_required: boolean;
  /** The definition of the column's own check, when it has one. */
  readonly check: string | null;
}

export async function tablesOf(ask: Ask): Promise<string[]> {
  const rows = await ask<{ name: string }>(
    `select relname::text as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`,
  );
  return rows.map((row) => row.name);
}

export function columnsOf(ask: Ask, table: string): Promise<readonly Column[]> {
  return ask<Column>(
    `select a.attname::text as name, t.typname::text as type,
            a.attnotnull and not a.atthasdef as is_required,
            (select min(pg_get_constraintdef(k.oid)) from pg_constraint k
              where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum]) as check
       from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = 'public.${table}'::regclass and a.attnum > 0 and not a.attisdropped
      order by a.attnum`,
  );
}

export interface Policy {
  readonly table: string;
  readonly name: string;
  readonly using: string | null;
  readonly with_check: string | null;
}

export function policiesOf(ask: Ask): Promise<readonly Policy[]> {
  return ask<Policy>(
    `select c.relname::text as table, p.polname::text as name,
            pg_get_expr(p.polqual, p.polrelid) as using,
            pg_get_expr(p.polwithcheck, p.polrelid) as with_check
       from pg_policy p join pg_class c on c.oid = p.polrelid
      where c.relnamespace = 'public'::regnamespace order by c.relname, p.polname`,
  );
}

/** Every sentence is a hole, or a habit that leads to one. An empty list is what we want. */
export async function holesIn(ask: Ask): Promise<string[]> {
  const found = await ask<{ hole: string }>(holesQuery);
  return found.map((row) => row.hole);
}

const listOf = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** The two spellings of the only condition that a policy may have. */
const ownRows = listOf(['(user_id = auth.uid())', '(user_id = ( SELECT auth.uid() AS uid))']);

const holesQuery = `
with relation as (
  select oid, relname::text as name, relkind, relrowsecurity, reloptions from pg_class
   where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
), api_role(name) as (
  values ('anon'), ('authenticated'), ('service_role')
), allowed(relation, role, privilege) as (
  select r.name, a.name, p.privilege from relation r
    cross join (values ('authenticated'), ('service_role')) as a(name)
    cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) as p(privilege)
   where r.relkind = 'r' and (p.privilege in ('SELECT', 'INSERT') or r.name not in (${listOf(logs)}))
)
select r.name || ' has no row level security' as hole from relation r
 where r.relkind in ('r', 'p') and not r.relrowsecurity
union all
select r.name || ' has no policy' from relation r
 where r.relkind in ('r', 'p') and not exists (select 1 from pg_policy where polrelid = r.oid)
union all
select r.name || ' is a view that does not act for its caller' from relation r
 where r.relkind = 'v' and not coalesce(r.reloptions @> array['security_invoker=true'], false)
union all
select r.name || ' is a kind of relation that policies do not guard' from relation r
 where r.relkind in ('m', 'f')
union all
select r.name || ' lets ' || a.name || ' ' || p.privilege
  from relation r cross join api_role a
 cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER'))
    as p(privilege)
 where r.relkind <> 'v' and has_table_privilege(a.name, r.oid, p.privilege)
   and not exists (select 1 from allowed where relation = r.name and role = a.name and privilege = p.privilege)
union all
select r.name || ' lets ' || a.name || ' ' || p.privilege || ' some of its columns'
  from relation r cross join api_role a
 cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('REFERENCES')) as p(privilege)
 where has_any_column_privilege(a.name, r.oid, p.privilege)
   and not has_table_privilege(a.name, r.oid, p.privilege)
union all
select r.name || ': the policy ' || p.polname || ' is not only for signed-in users'
  from pg_policy p join relation r on r.oid = p.polrelid
 where p.polroles <> array['authenticated'::regrole::oid]
union all
select r.name || ': the policy ' || p.polname || ' does not ask whose row it is'
  from pg_policy p join relation r on r.oid = p.polrelid
 where pg_get_expr(p.polqual, p.polrelid) not in (${ownRows})
    or pg_get_expr(p.polwithcheck, p.polrelid) not in (${ownRows})
union all
select r.name || ' does not say whose rows it holds' from relation r
 where r.relkind in ('r', 'p') and not exists (
   select 1 from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = r.oid and a.attname = 'user_id' and a.attnotnull
      and pg_get_expr(d.adbin, d.adrelid) = 'auth.uid()')
union all
select r.name || case when r.name in (${listOf(logs)}) then ' is emptied when its user goes'
                      else ' outlives its user' end
  from relation r
 where r.relkind in ('r', 'p') and not exists (
   select 1 from pg_constraint k
    where k.conrelid = r.oid and k.contype = 'f' and k.confrelid = 'auth.users'::regclass
      and k.confdeltype = case when r.name in (${listOf(logs)}) then 'r' else 'c' end::"char")
union all
select log.name || ' can be changed by its owner' from unnest(array[${listOf(logs)}]) as log(name)
 where not exists (
   select 1 from pg_trigger t join relation r on r.oid = t.tgrelid
    where r.name = log.name and t.tgenabled = 'O'
      -- BEFORE (2), DELETE (8), UPDATE (16), TRUNCATE (32), and not FOR EACH ROW (1).
      and t.tgtype & 59 = 58 and t.tgfoid = 'public.refuse_change()'::regprocedure)
union all
select p.proname || ' acts with the rights of its author' from pg_proc p
 where p.pronamespace = 'public'::regnamespace and p.prosecdef
union all
select p.proname || ' trusts the search path of its caller' from pg_proc p
 where p.pronamespace = 'public'::regnamespace
   and not coalesce(p.proconfig @> array['search_path=""'], false)
union all
select p.proname || ' can be called by ' || a.name from pg_proc p cross join api_role a
 where p.pronamespace = 'public'::regnamespace and has_function_privilege(a.name, p.oid, 'EXECUTE')
   and p.proname not in (${listOf(callableFunctions)})
order by 1`;
