-- Fills, and what the desk remembers for its user. Conventions: see 20251011150000_create_ibkr_tables.sql.

-- One row per fill. The broker's execution id is its identity; the last part after the point changes when the
-- broker corrects a fill, and the corrected one is a row of its own.

create table public.ibkr_executions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  environment text not null check (environment in ('practice', 'paper', 'live')),
  account_id text not null check (length(account_id) between 1 and 64),
  execution_id text not null check (length(execution_id) between 1 and 64),
  -- Null when the order was placed elsewhere.
  client_order_id text,
  broker_order_id text,
  conid bigint not null check (conid between 1 and 9007199254740991),
  symbol text not null check (length(symbol) between 1 and 64),
  description text,
  "right" text check ("right" in ('call', 'put')),
  strike public.exact_numeric check (strike > 0),
  expiry date,
  multiplier integer check (multiplier > 0),
  side text not null check (side in ('buy', 'sell')),
  quantity public.exact_numeric not null check (quantity > 0),
  -- Per share.
  price public.exact_numeric not null,
  commission public.exact_numeric,
  currency text check (currency ~ '^[A-Z]{3}$'),
  exchange text,
  executed_at timestamptz not null,
  practice boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, execution_id),
  check (practice = (environment = 'practice'))
);

create index ibkr_executions_by_time on public.ibkr_executions (user_id, account_id, executed_at desc);
create index ibkr_executions_by_order on public.ibkr_executions (user_id, client_order_id);

-- One row per thing remembered, e.g. how far the setup wizard got, or the appearance.

create table public.user_preferences (
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  key text not null check (key ~ '^[a-z][a-z0-9-]{0,63}$'),
  value jsonb not null check (jsonb_typeof(value) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, key)
);

revoke all on public.ibkr_executions, public.user_preferences
  from public, anon, authenticated, service_role;
grant select, insert, update, delete on public.ibkr_executions, public.user_preferences
  to authenticated, service_role;

alter table public.ibkr_executions enable row level security;
alter table public.user_preferences enable row level security;

create policy ibkr_executions_own on public.ibkr_executions for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy user_preferences_own on public.user_preferences for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create trigger touch before update on public.ibkr_executions
  for each row execute function public.touch_updated_at();
create trigger touch before update on public.user_preferences
  for each row execute function public.touch_updated_at();
