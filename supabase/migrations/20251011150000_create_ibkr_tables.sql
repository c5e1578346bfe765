-- The tables of the Interactive Brokers desk. The same file runs on hosted Supabase and on the embedded database.
--
-- Conventions
--   money and other exact numbers  public.exact_numeric (see below), never a float
--   instants                       timestamptz; dates of the exchange: date
--   environment                    what the broker's login was proved to be; 'practice' is the desk's own gateway
--   practice                       true on every row that the practice gateway caused
--   access                         a signed-in user sees and writes rows with their own user_id, nobody else any
--   logs                           insert and select only, for everybody; see public.refuse_change

-- Exact numbers -------------------------------------------------------------------------------------------------
-- A number in JSON is read as a double: 123456789012.12345678 would lose digits in the browser. A value of this
-- domain therefore crosses the REST interface as text in both directions (a "domain representation" of PostgREST:
-- the implicit cast to json below), and is still a numeric in SQL. docs/decisions tells the whole story.

create domain public.exact_numeric as numeric
  check (value <> 'NaN' and value < 'Infinity' and value > '-Infinity');

create function public.exact_numeric_to_json(value public.exact_numeric) returns json
  language sql immutable strict parallel safe
  set search_path = ''
  return pg_catalog.to_json(value::pg_catalog.numeric::pg_catalog.text);

-- Postgres notes that it ignores a cast of a domain; PostgREST is the one that reads it.
create cast (public.exact_numeric as json)
  with function public.exact_numeric_to_json(public.exact_numeric) as implicit;

-- Triggers ------------------------------------------------------------------------------------------------------

create function public.touch_updated_at() returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  new.updated_at := pg_catalog.now();
  return new;
end
$$;

-- The instant of recording is the database's own; a writer can only say when the thing happened.
create function public.stamp_recorded_at() returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  new.recorded_at := pg_catalog.clock_timestamp();
  return new;
end
$$;

-- Keeps a log append-only even for the table's owner, who needs no privilege. It fires per statement, so that an
-- update that matches no row, a truncate and a cascade are refused as well.
create function public.refuse_change() returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

revoke execute on function public.touch_updated_at() from public, anon, authenticated, service_role;
revoke execute on function public.stamp_recorded_at() from public, anon, authenticated, service_role;
revoke execute on function public.refuse_change() from public, anon, authenticated, service_role;

-- Connections ---------------------------------------------------------------------------------------------------
-- One per environment: where the trader's gateway is and who logs in there. There is no column for a password.

create table public.ibkr_credentials (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  environment text not null check (environment in ('practice', 'paper', 'live')),
  gateway_host text not null default 'localhost' check (length(gateway_host) between 1 and 253),
  gateway_port integer not null default 5000 check (gateway_port between 1 and 65535),
  gateway_tls boolean not null default true,
  -- SHA-256 of the gateway's certificate as seen first; another one is a reason to ask.
  gateway_certificate_sha256 text check (gateway_certificate_sha256 ~ '^[0-9a-f]{64}$'),
  -- AES-256-GCM envelope of the username label, bound to this user and row.
  encrypted_username text check (length(encrypted_username) between 1 and 4096),
  -- The account the trader picked, and the broker's own words that prove what kind of login it is.
  account_id text check (length(account_id) between 1 and 64),
  proof jsonb not null default '{}' check (jsonb_typeof(proof) = 'object'),
  proved_at timestamptz,
  -- Options permission 0 to 4; no documented endpoint reports it, so its origin is kept with it.
  options_level smallint check (options_level between 0 and 4),
  options_level_source text check (options_level_source in ('broker', 'trader', 'rejection')),
  -- Set once every step of the setup is done.
  completed_at timestamptz,
  last_connected_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, environment)
);

-- Account figures -----------------------------------------------------------------------------------------------
-- The latest figures of the day, one row per account and trading date: the row of today is the snapshot, the
-- older ones are its history.

create table public.ibkr_account_info (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  environment text not null check (environment in ('practice', 'paper', 'live')),
  account_id text not null check (length(account_id) between 1 and 64),
  -- The number printed on statements, where it differs from the id.
  account_number text,
  alias text,
  account_type text,
  -- The broker's coarse permission word, e.g. STKNOPT; it is not an options level.
  trading_type text,
  currency text check (currency ~ '^[A-Z]{3}$'),
  portfolio_value public.exact_numeric,
  equity public.exact_numeric,
  net_liquidation public.exact_numeric,
  total_cash public.exact_numeric,
  settled_cash public.exact_numeric,
  buying_power public.exact_numeric,
  available_funds public.exact_numeric,
  excess_liquidity public.exact_numeric,
  initial_margin public.exact_numeric,
  maintenance_margin public.exact_numeric,
  -- Of the day.
  daily_pnl public.exact_numeric,
  unrealized_pnl public.exact_numeric,
  -- As the broker reports them. Unlimited and unknown are different: null means that the broker did not say.
  day_trades_left integer check (day_trades_left >= 0),
  day_trades_unlimited boolean,
  day_trade_count integer check (day_trade_count >= 0),
  pdt_status text check (pdt_status in ('not-flagged', 'flagged', 'restricted', 'not-applicable')),
  options_level smallint check (options_level between 0 and 4),
  -- The broker's figures that have no column of their own, decimals as text.
  details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  trading_date date not null default (now() at time zone 'America/New_York')::date,
  as_of timestamptz not null default now(),
  practice boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, environment, account_id, trading_date),
  check (practice = (environment = 'practice')),
  check (day_trades_left is null or day_trades_unlimited is not true)
);

create index ibkr_account_info_latest on public.ibkr_account_info (user_id, account_id, as_of desc);

-- Positions -----------------------------------------------------------------------------------------------------
-- What the broker said last. as_of tells its age; stale that a newer answer was expected and did not come.

create table public.ibkr_positions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  environment text not null check (environment in ('practice', 'paper', 'live')),
  account_id text not null check (length(account_id) between 1 and 64),
  conid bigint not null check (conid between 1 and 9007199254740991),
  underlying_conid bigint check (underlying_conid between 1 and 9007199254740991),
  asset_class text not null check (asset_class in ('stock', 'option', 'other')),
  -- Of the underlying.
  symbol text not null check (length(symbol) between 1 and 64),
  description text,
  trading_class text,
  "right" text check ("right" in ('call', 'put')),
  strike public.exact_numeric check (strike > 0),
  expiry date,
  multiplier integer check (multiplier > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Signed: negative is short. Contracts for options, shares for stock.
  quantity public.exact_numeric not null,
  -- Per share; average_cost is the broker's figure per contract.
  average_price public.exact_numeric,
  average_cost public.exact_numeric,
  market_price public.exact_numeric,
  market_value public.exact_numeric,
  unrealized_pnl public.exact_numeric,
  realized_pnl public.exact_numeric,
  strategy_id text,
  stale boolean not null default false,
  as_of timestamptz not null,
  -- Set when the broker no longer lists it.
  closed_at timestamptz,
  practice boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, environment, account_id, conid),
  check (practice = (environment = 'practice'))
);

create index ibkr_positions_by_expiry on public.ibkr_positions (user_id, account_id, expiry);

-- Orders --------------------------------------------------------------------------------------------------------
-- From the stored intent to the last status. The row exists before anything is sent.

create table public.ibkr_orders (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  environment text not null check (environment in ('practice', 'paper', 'live')),
  -- The mode of the desk when the ticket was opened.
  mode text not null check (
    mode in ('practice', 'ibkr-paper', 'ibkr-live', 'local-paper', 'alpaca-paper', 'alpaca-live')
  ),
  account_id text not null check (length(account_id) between 1 and 64),
  -- Ours, chosen before sending. Null only for an order that was placed elsewhere.
  client_order_id text check (length(client_order_id) between 1 and 64),
  broker_order_id text check (length(broker_order_id) between 1 and 64),
  -- A bracket's children name their entry; all orders of one group share its id.
  parent_client_order_id text,
  order_group text,
  -- Null for a combination, whose contracts are in legs.
  conid bigint check (conid between 1 and 9007199254740991),
  symbol text not null check (length(symbol) between 1 and 64),
  description text,
  "right" text check ("right" in ('call', 'put')),
  strike public.exact_numeric check (strike > 0),
  expiry date,
  multiplier integer check (multiplier > 0),
  -- Contract, side and ratio of each leg, decimals as text.
  legs jsonb not null default '[]' check (jsonb_typeof(legs) = 'array'),
  side text not null check (side in ('buy', 'sell')),
  effect text check (effect in ('open', 'close')),
  order_type text not null check (length(order_type) between 1 and 32),
  time_in_force text not null check (length(time_in_force) between 1 and 16),
  outside_regular_hours boolean not null default false,
  currency text check (currency ~ '^[A-Z]{3}$'),
  quantity public.exact_numeric not null check (quantity > 0),
  limit_price public.exact_numeric,
  stop_price public.exact_numeric,
  -- Our word for the state; broker_status is the broker's.
  status text not null check (
    status in (
      'intended', 'denied', 'discarded', 'sending', 'question', 'unknown', 'pending-submit',
      'pre-submitted', 'submitted', 'pending-cancel', 'filled', 'canceled', 'expired', 'rejected', 'inactive'
    )
  ),
  broker_status text,
  reject_reason text,
  filled_quantity public.exact_numeric not null default 0 check (filled_quantity >= 0),
  remaining_quantity public.exact_numeric check (remaining_quantity >= 0),
  average_fill_price public.exact_numeric,
  commission public.exact_numeric,
  -- What was shown before confirming: the sentence, the checks with their evidence, the broker's preview.
  sentence text,
  checks jsonb not null default '[]' check (jsonb_typeof(checks) = 'array'),
  preview jsonb check (jsonb_typeof(preview) = 'object'),
  -- The broker's questions in their own words with our answers, in the order they came.
  questions jsonb not null default '[]' check (jsonb_typeof(questions) = 'array'),
  actor text not null check (actor in ('trader', 'desk', 'elsewhere')),
  intended_at timestamptz not null default now(),
  sent_at timestamptz,
  answered_at timestamptz,
  last_status_at timestamptz,
  filled_at timestamptz,
  canceled_at timestamptz,
  practice boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, client_order_id),
  foreign key (user_id, parent_client_order_id)
    references public.ibkr_orders (user_id, client_order_id),
  check (practice = (environment = 'practice')),
  check (client_order_id is not null or (broker_order_id is not null and actor = 'elsewhere'))
);

create index ibkr_orders_by_account on public.ibkr_orders (user_id, account_id, intended_at desc);
create index ibkr_orders_by_status on public.ibkr_orders (user_id, account_id, status);
create index ibkr_orders_by_broker_id on public.ibkr_orders (user_id, account_id, broker_order_id);
create index ibkr_orders_by_parent on public.ibkr_orders (user_id, parent_client_order_id);

-- Gateway sessions ----------------------------------------------------------------------------------------------
-- One row per login at the gateway.

create table public.ibkr_session_tracking (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  environment text not null check (environment in ('practice', 'paper', 'live')),
  account_id text,
  status text not null check (
    status in ('starting', 'ready', 'impaired', 'competing', 'expired', 'ended')
  ),
  authenticated boolean not null default false,
  competing boolean not null default false,
  -- The four truths (sso, brokerage, data, socket), each with state, cause and age; they fail separately.
  lamps jsonb not null default '{}' check (jsonb_typeof(lamps) = 'object'),
  server_name text,
  server_version text,
  logged_in_at timestamptz not null,
  last_tickle_at timestamptz,
  tickle_count integer not null default 0 check (tickle_count >= 0),
  expires_at timestamptz,
  warned_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  practice boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, environment, logged_in_at),
  check (practice = (environment = 'practice'))
);

-- Activity log --------------------------------------------------------------------------------------------------
-- Every act, answer and session event. A writer numbers its rows, so that a row that is delivered twice
-- (insert ... on conflict do nothing) is stored once and a missing one leaves a visible gap.
-- The reference to the user does not cascade: a user with a log cannot be deleted from under it.

create table public.ibkr_trading_activity_log (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete restrict,
  writer_id uuid not null,
  writer_seq bigint not null check (writer_seq between 1 and 9007199254740991),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  kind text not null check (length(kind) between 1 and 64),
  severity text not null default 'info' check (severity in ('debug', 'info', 'notice', 'warning', 'error')),
  actor text not null default 'desk' check (actor in ('trader', 'desk', 'broker', 'host')),
  environment text check (environment in ('practice', 'paper', 'live')),
  mode text,
  account_id text,
  session_id uuid,
  client_order_id text,
  broker_order_id text,
  -- One line in plain words; detail holds exactly what was shown and answered, decimals as text.
  summary text not null default '',
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  practice boolean not null default false,
  unique (user_id, writer_id, writer_seq),
  check (environment is null or practice = (environment = 'practice'))
);

create index ibkr_trading_activity_log_by_time
  on public.ibkr_trading_activity_log (user_id, occurred_at desc);
create index ibkr_trading_activity_log_by_kind
  on public.ibkr_trading_activity_log (user_id, kind, occurred_at desc);
create index ibkr_trading_activity_log_by_account
  on public.ibkr_trading_activity_log (user_id, account_id, occurred_at desc);
create index ibkr_trading_activity_log_by_order
  on public.ibkr_trading_activity_log (user_id, client_order_id, occurred_at);

-- Compliance log ------------------------------------------------------------------------------------------------
-- Every evaluation of the rules, passed or not, with what is needed to repeat it.

create table public.trading_compliance_log (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete restrict,
  writer_id uuid not null default gen_random_uuid(),
  writer_seq bigint not null default 1 check (writer_seq between 1 and 9007199254740991),
  evaluated_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  environment text check (environment in ('practice', 'paper', 'live')),
  mode text,
  account_id text,
  client_order_id text,
  -- The dated set of rules that judged, and the version of each of its rules.
  rule_set text not null check (length(rule_set) between 1 and 64),
  rule_versions jsonb not null default '{}' check (jsonb_typeof(rule_versions) = 'object'),
  outcome text not null check (outcome in ('pass', 'warn', 'block')),
  inputs jsonb not null check (jsonb_typeof(inputs) = 'object'),
  findings jsonb not null default '[]' check (jsonb_typeof(findings) = 'array'),
  practice boolean not null default false,
  unique (user_id, writer_id, writer_seq),
  check (environment is null or practice = (environment = 'practice'))
);

create index trading_compliance_log_by_time
  on public.trading_compliance_log (user_id, evaluated_at desc);
create index trading_compliance_log_by_order
  on public.trading_compliance_log (user_id, client_order_id, evaluated_at);

-- Acknowledgments -----------------------------------------------------------------------------------------------
-- Which version of which disclosure was shown and accepted. Evidence, so it is a log too.

create table public.ibkr_compliance_acknowledgments (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete restrict,
  environment text not null check (environment in ('practice', 'paper', 'live')),
  account_id text,
  document_id text not null check (length(document_id) between 1 and 64),
  document_version text not null check (length(document_version) between 1 and 32),
  document_title text,
  -- SHA-256 of the text exactly as it was shown.
  text_sha256 text not null check (text_sha256 ~ '^[0-9a-f]{64}$'),
  acknowledged_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  practice boolean not null default false,
  unique (user_id, environment, document_id, document_version, text_sha256),
  check (practice = (environment = 'practice'))
);

-- Who may do what -----------------------------------------------------------------------------------------------
-- Privileges are spelled out because the defaults of a Supabase project give every API role everything.

revoke all on
  public.ibkr_credentials, public.ibkr_account_info, public.ibkr_positions, public.ibkr_orders,
  public.ibkr_session_tracking, public.ibkr_trading_activity_log, public.trading_compliance_log,
  public.ibkr_compliance_acknowledgments
  from public, anon, authenticated, service_role;

grant select, insert, update, delete on
  public.ibkr_credentials, public.ibkr_account_info, public.ibkr_positions, public.ibkr_orders,
  public.ibkr_session_tracking
  to authenticated, service_role;

grant select, insert on
  public.ibkr_trading_activity_log, public.trading_compliance_log, public.ibkr_compliance_acknowledgments
  to authenticated, service_role;

alter table public.ibkr_credentials enable row level security;
alter table public.ibkr_account_info enable row level security;
alter table public.ibkr_positions enable row level security;
alter table public.ibkr_orders enable row level security;
alter table public.ibkr_session_tracking enable row level security;
alter table public.ibkr_trading_activity_log enable row level security;
alter table public.trading_compliance_log enable row level security;
alter table public.ibkr_compliance_acknowledgments enable row level security;

create policy ibkr_credentials_own on public.ibkr_credentials for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy ibkr_account_info_own on public.ibkr_account_info for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy ibkr_positions_own on public.ibkr_positions for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy ibkr_orders_own on public.ibkr_orders for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy ibkr_session_tracking_own on public.ibkr_session_tracking for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create policy ibkr_trading_activity_log_read on public.ibkr_trading_activity_log
  for select to authenticated using (user_id = (select auth.uid()));
create policy ibkr_trading_activity_log_append on public.ibkr_trading_activity_log
  for insert to authenticated with check (user_id = (select auth.uid()));
create policy trading_compliance_log_read on public.trading_compliance_log
  for select to authenticated using (user_id = (select auth.uid()));
create policy trading_compliance_log_append on public.trading_compliance_log
  for insert to authenticated with check (user_id = (select auth.uid()));
create policy ibkr_compliance_acknowledgments_read on public.ibkr_compliance_acknowledgments
  for select to authenticated using (user_id = (select auth.uid()));
create policy ibkr_compliance_acknowledgments_append on public.ibkr_compliance_acknowledgments
  for insert to authenticated with check (user_id = (select auth.uid()));

create trigger touch before update on public.ibkr_credentials
  for each row execute function public.touch_updated_at();
create trigger touch before update on public.ibkr_account_info
  for each row execute function public.touch_updated_at();
create trigger touch before update on public.ibkr_positions
  for each row execute function public.touch_updated_at();
create trigger touch before update on public.ibkr_orders
  for each row execute function public.touch_updated_at();
create trigger touch before update on public.ibkr_session_tracking
  for each row execute function public.touch_updated_at();

create trigger stamp before insert on public.ibkr_trading_activity_log
  for each row execute function public.stamp_recorded_at();
create trigger stamp before insert on public.trading_compliance_log
  for each row execute function public.stamp_recorded_at();
create trigger stamp before insert on public.ibkr_compliance_acknowledgments
  for each row execute function public.stamp_recorded_at();

create trigger append_only before update or delete or truncate on public.ibkr_trading_activity_log
  for each statement execute function public.refuse_change();
create trigger append_only before update or delete or truncate on public.trading_compliance_log
  for each statement execute function public.refuse_change();
create trigger append_only before update or delete or truncate on public.ibkr_compliance_acknowledgments
  for each statement execute function public.refuse_change();
