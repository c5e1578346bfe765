/**
 * What every hosted Supabase project has before its first migration runs, so that the same files run here.
 * Each statement may run at every start.
 */
export const prepareLikeHosted = `
create schema if not exists extensions;
do $$
declare
  name text;
begin
  foreach name in array array['anon', 'authenticated', 'service_role'] loop
    if not exists (select 1 from pg_roles where rolname = name) then
      execute format('create role %I nologin noinherit', name);
    end if;
  end loop;
  alter role service_role bypassrls;
  if not exists (select 1 from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
end $$;
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
  version text primary key,
  statements text[],
  name text
);
-- lite looks once, at its first request, for a table with row level security; without any it would serve every
-- request as the superuser from then on. This one is always there.
alter table supabase_migrations.schema_migrations enable row level security;
grant usage on schema public to anon, authenticated, service_role;
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
`;

/** lite creates auth.uid() and its like, but forgets to let anybody reach them. */
export const grantLikeHosted = `
grant usage on schema auth, extensions to anon, authenticated, service_role;
grant execute on all functions in schema auth to anon, authenticated, service_role;
`;
