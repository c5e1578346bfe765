/**
 * A fresh hosted Supabase project as far as our migrations can tell: its roles, its generous default privileges and
 * the part of its `auth` schema that they name. The migrations run as `postgres`, which is no superuser there either.
 */
import path from 'node:path';

import { readMigrations } from '#host/database/migrations.ts';
import { startPostgres17, type Postgres17 } from '#tests/postgres-17.ts';

const project = `
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit password 'only-for-this-test-run';
grant anon, authenticated, service_role to authenticator;
create role postgres login createrole createdb bypassrls password 'only-for-this-test-run';
grant anon, authenticated, service_role to postgres;
alter database postgres owner to postgres;
grant usage on schema public to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to anon, authenticated, service_role;

create schema auth;
create table auth.users (
  id uuid primary key default gen_random_uuid(),
  email text unique,
  encrypted_password text,
  created_at timestamptz not null default now()
);
create function auth.uid() returns uuid language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')
  )::uuid
$$;
grant usage on schema auth to anon, authenticated, service_role, postgres;
grant references, select, insert, delete on auth.users to postgres;
`;

/** A Postgres 17 with a project that has run all migrations. */
export async function openHostedProject(): Promise<Postgres17> {
  const server = await startPostgres17();
  try {
    await server.superuser.unsafe(project).simple();
    const developer = server.connectAs('postgres');
    for (const migration of readMigrations(path.resolve('supabase/migrations')))
      await developer.begin((transaction) => transaction.unsafe(migration.sql).simple());
    return server;
  } catch (error) {
    await server.close();
    throw error;
  }
}
