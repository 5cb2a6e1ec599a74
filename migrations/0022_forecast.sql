-- Demand by day and item, forecasts made of it, and the orders they suggest.

create table demand_day (
  alliance_id uuid not null references alliance,
  day date not null,
  shop_id uuid not null,
  variant_id uuid not null,
  shelf_pieces integer not null default 0,
  shelf_fen bigint not null default 0,
  pool_pieces integer not null default 0,
  primary key (alliance_id, day, shop_id, variant_id)
);
comment on table demand_day is 'Paid pieces by day, selling shop and item: from the shelf, and ordered ahead in pools, which no empty shelf can hold back';
create index demand_day_of_item on demand_day (alliance_id, variant_id, shop_id, day);
call guard_tenant_table('demand_day');

insert into demand_day (alliance_id, day, shop_id, variant_id, shelf_pieces, shelf_fen, pool_pieces)
select alliance_id, (paid_at at time zone 'Asia/Shanghai')::date, seller_shop_id, variant_id,
  coalesce(sum(quantity) filter (where pool_id is null), 0), coalesce(sum(amount_fen) filter (where pool_id is null), 0),
  coalesce(sum(quantity) filter (where pool_id is not null), 0)
from order_line where paid_at is not null group by 1, 2, 3, 4;

create table forecast_run (
  alliance_id uuid not null references alliance,
  run_id uuid not null,
  as_of date not null,
  cause text not null check (cause in ('nightly', 'asked')),
  asked_by uuid,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  progress_percent integer not null default 0 check (progress_percent between 0 and 100),
  queued_at timestamptz not null,
  ended_at timestamptz,
  error text,
  history_from date,
  horizon_days integer,
  levels real[],
  series_count integer,
  method text,
  method_counts jsonb,
  accuracy jsonb,
  artifact jsonb,
  primary key (alliance_id, run_id),
  check (state <> 'done' or (horizon_days is not null and levels is not null and method is not null))
);
comment on column forecast_run.as_of is 'First day the forecast knows nothing of';
comment on column forecast_run.method_counts is 'How many series each method forecast: short histories fall back, whatever the run''s own method is';
comment on column forecast_run.accuracy is 'What the backtest measured and why this method was chosen; null when the history is too short for one';
comment on column forecast_run.artifact is 'The model itself, versioned and portable';
create unique index forecast_run_one_open on forecast_run (alliance_id) where state in ('waiting', 'running');
create index forecast_run_newest on forecast_run (alliance_id, queued_at desc);
call guard_tenant_table('forecast_run');

create table forecast_series (
  alliance_id uuid not null,
  run_id uuid not null,
  shop_id uuid,
  variant_id uuid not null,
  method text not null,
  mean real[] not null,
  quantiles real[] not null,
  available integer not null,
  target real not null check (target >= 0),
  suggested integer not null check (suggested >= 0),
  inputs jsonb not null,
  constraint forecast_series_key unique nulls not distinct (alliance_id, run_id, shop_id, variant_id),
  foreign key (alliance_id, run_id) references forecast_run
);
comment on table forecast_series is 'Forecast of an item at a shop, or for the hub (shop null: the whole alliance), with the order it suggests';
comment on column forecast_series.target is 'Pieces wanted on hand when the order arrives';
comment on column forecast_series.quantiles is 'Day by day, within a day the levels of the run';
comment on column forecast_series.inputs is 'Everything else the suggestion was computed from';
call guard_tenant_table('forecast_series');
