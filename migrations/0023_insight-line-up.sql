-- What sells where, item by item, and the ranking for the next live that is made of it every night.

create table item_day (
  alliance_id uuid not null references alliance,
  shop_id uuid not null,
  day date not null,
  variant_id uuid not null,
  pieces bigint not null check (pieces > 0),
  primary key (alliance_id, shop_id, day, variant_id)
);
comment on table item_day is 'Paid pieces by day and by the shop they came through: the room''s shop, else the seller';

-- What was sold before this table was there. The owner is no reader of a guarded table.
alter table order_line no force row level security;
insert into item_day (alliance_id, shop_id, day, variant_id, pieces)
select alliance_id, coalesce(room_shop_id, seller_shop_id), (paid_at at time zone 'Asia/Shanghai')::date, variant_id,
  sum(quantity)
from order_line where paid_at is not null group by 1, 2, 3, 4;
alter table order_line force row level security;
create index item_day_by_day on item_day (alliance_id, day);
call guard_tenant_table('item_day');

create table line_up_run (
  alliance_id uuid not null references alliance,
  as_of date not null,
  ran_at timestamptz not null,
  report jsonb not null,
  model jsonb,
  primary key (alliance_id)
);
comment on table line_up_run is 'The last ranking of an alliance: how it came about, and the trees it learned, null for the plain blend';
call guard_tenant_table('line_up_run');

create table line_up_score (
  alliance_id uuid not null references alliance,
  shop_id uuid not null,
  variant_id uuid not null,
  score double precision not null,
  evidence jsonb not null,
  primary key (alliance_id, shop_id, variant_id)
);
comment on table line_up_score is 'Candidates of each shop for its next live, replaced as a whole by each run';
call guard_tenant_table('line_up_score');
