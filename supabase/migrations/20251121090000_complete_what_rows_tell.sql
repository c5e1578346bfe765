-- Where a value comes from, what follows from other rows, and which columns stay empty because nobody tells it.
-- Conventions: see 20251011150000_create_ibkr_tables.sql.

-- No endpoint reports an options level: a level is kept together with who said it, here as in ibkr_credentials.
alter table public.ibkr_account_info
  add column options_level_source text check (options_level_source in ('broker', 'trader', 'rejection'));

-- What follows from other rows ----------------------------------------------------------------------------------
-- These run with the rights of the one who writes, so that row level security holds in them too.

-- The broker's fill names its contract only in words. The order it fills was stored before it was sent, and what is
-- held was stored as it was read. A fill that is told again is refused as known; a commission it brings stays.
create function public.complete_execution() returns trigger
  language plpgsql
  set search_path = ''
as $$
declare
  terms record;
begin
  if new.commission is not null then
    update public.ibkr_executions set commission = new.commission
      where user_id = new.user_id and execution_id = new.execution_id and commission is null;
  end if;
  if new.currency is null then
    select * into terms from (
      select o."right", o.strike, o.expiry, o.multiplier, o.currency, o.intended_at as at
        from public.ibkr_orders o
        where o.user_id = new.user_id and o.conid = new.conid and o.currency is not null
      union all
      select p."right", p.strike, p.expiry, p.multiplier, p.currency, p.as_of
        from public.ibkr_positions p
        where p.user_id = new.user_id and p.conid = new.conid
    ) known order by at desc limit 1;
    if found then
      new."right" := terms."right";
      new.strike := terms.strike;
      new.expiry := terms.expiry;
      new.multiplier := terms.multiplier;
      new.currency := terms.currency;
    end if;
  end if;
  return new;
end
$$;

-- The sum over an order's fills, once each has its commission. A corrected fill differs from its first report in the
-- last part of its id and takes its place. Our own id of the order is unique, the broker's only within an account.
create function public.sum_order_commission() returns trigger
  language plpgsql
  set search_path = ''
as $$
declare
  total pg_catalog.numeric;
  is_whole pg_catalog.bool;
begin
  select pg_catalog.trim_scale(pg_catalog.sum(fill.commission)), pg_catalog.bool_and(fill.commission is not null)
      into total, is_whole
    from (
      select distinct on (pg_catalog.regexp_replace(e.execution_id, '[.][^.]*$', ''))
          e.commission::pg_catalog.numeric as commission
        from public.ibkr_executions e
        where e.user_id = new.user_id and e.account_id = new.account_id
          and case when new.client_order_id is null then e.broker_order_id = new.broker_order_id
            else e.client_order_id = new.client_order_id end
        order by pg_catalog.regexp_replace(e.execution_id, '[.][^.]*$', ''), e.execution_id desc
    ) fill;
  if is_whole then
    update public.ibkr_orders o set commission = total
      where o.user_id = new.user_id and o.account_id = new.account_id
        and case when new.client_order_id is null then o.broker_order_id = new.broker_order_id
          else o.client_order_id = new.client_order_id end;
  end if;
  return null;
end
$$;

-- The gateway holds one login at a time: one whose end nobody saw is over when the next one is met.
create function public.end_earlier_logins() returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  update public.ibkr_session_tracking
    set status = 'ended', authenticated = false, competing = false,
      ended_at = pg_catalog.now(), end_reason = 'replaced'
    where user_id = new.user_id and environment = new.environment
      and id <> new.id and ended_at is null;
  return null;
end
$$;

revoke execute on function public.complete_execution() from public, anon, authenticated, service_role;
revoke execute on function public.sum_order_commission() from public, anon, authenticated, service_role;
revoke execute on function public.end_earlier_logins() from public, anon, authenticated, service_role;

create trigger complete before insert on public.ibkr_executions
  for each row execute function public.complete_execution();
create trigger sum_commission after insert or update of commission on public.ibkr_executions
  for each row execute function public.sum_order_commission();
create trigger end_earlier after insert on public.ibkr_session_tracking
  for each row execute function public.end_earlier_logins();

-- What the columns mean -----------------------------------------------------------------------------------------

comment on column public.ibkr_account_info.account_number is
  'The broker''s accountVan: the virtual account number, or the account id where there is none.';
comment on column public.ibkr_account_info.portfolio_value is
  'Net liquidation value, as net_liquidation: the name other platforms have for it.';
comment on column public.ibkr_account_info.equity is
  'Net liquidation value, as net_liquidation. The equity that margin is lent on is in details, equitywithloanvalue.';
comment on column public.ibkr_account_info.options_level is
  'The level the desk judged orders by, as the trader stated it. The broker''s API does not report it.';
comment on column public.ibkr_account_info.day_trade_count is
  'Empty: the broker tells how many day trades are left, not how many were made.';
comment on column public.ibkr_account_info.pdt_status is
  'From the broker''s day trades remaining alone: no limit is not-applicable, some left not-flagged, none left restricted. '
  'The broker does not tell whether it flagged an account, so flagged is never written.';
comment on column public.ibkr_account_info.details is
  'What else the broker says of the account, by its own names; daytradingstatus-s is kept as it came.';

comment on column public.ibkr_positions.strategy_id is
  'Empty until positions are grouped into strategies; the broker knows none.';
comment on column public.ibkr_positions.trading_class is
  'The first part of the contract''s own symbol as the broker writes it.';

comment on column public.ibkr_orders.parent_client_order_id is 'Empty for an order of its own.';
comment on column public.ibkr_orders.order_group is 'Empty for an order of its own.';
comment on column public.ibkr_orders.commission is
  'The sum over the order''s fills, once the broker has told the commission of each.';
comment on column public.ibkr_orders.sent_at is
  'When the desk handed it to the gateway. Empty when it never left, was placed elsewhere, or the tab that sent it '
  'ended before it could write.';

comment on column public.ibkr_session_tracking.status is
  'expired and ended are final until the same login is used again; end_reason tells which end it was.';
comment on column public.ibkr_session_tracking.tickle_count is
  'Answered tickles of all tabs, written with the next change of the row, at the latest after some minutes.';
comment on column public.ibkr_session_tracking.ended_at is
  'When the desk saw the end. A desk that was closed sees it when it meets the next login.';

comment on column public.ibkr_trading_activity_log.session_id is
  'The login''s row in ibkr_session_tracking. Empty for what happened before it was stored, or in a tab that did not store it.';

comment on column public.trading_compliance_log.rule_versions is
  'Empty: rules have no versions of their own, rule_set changes with each of them.';
