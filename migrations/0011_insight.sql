-- Incremental rollups, fed by facts.

create table sales_hour (
  alliance_id uuid not null references alliance,
  hour timestamptz not null,
  shop_id uuid not null,
  category_code text not null,
  gmv_fen bigint not null default 0,
  refunded_fen bigint not null default 0,
  pieces bigint not null default 0,
  lines bigint not null default 0,
  primary key (alliance_id, hour, shop_id, category_code)
);
comment on table sales_hour is 'Paid goods by hour, selling shop and category';
call guard_tenant_table('sales_hour');

create table order_hour (
  alliance_id uuid not null references alliance,
  hour timestamptz not null,
  shop_id uuid,
  placed bigint not null default 0,
  orders bigint not null default 0,
  new_buyers bigint not null default 0,
  saved_fen bigint not null default 0,
  constraint order_hour_key unique nulls not distinct (alliance_id, hour, shop_id)
);
comment on table order_hour is 'Placed and paid orders by hour; shop null counts checkouts of the whole alliance';
call guard_tenant_table('order_hour');

create table buyer_day (
  alliance_id uuid not null references alliance,
  day date not null,
  shop_id uuid,
  member_id uuid not null,
  orders integer not null default 0,
  constraint buyer_day_key unique nulls not distinct (alliance_id, day, shop_id, member_id)
);
create index buyer_day_of_alliance on buyer_day (alliance_id, member_id) where shop_id is null;
call guard_tenant_table('buyer_day');

create table delivery_day (
  alliance_id uuid not null references alliance,
  day date not null,
  shop_id uuid not null,
  on_time bigint not null default 0,
  late bigint not null default 0,
  primary key (alliance_id, day, shop_id)
);
call guard_tenant_table('delivery_day');

create table session_sales (
  alliance_id uuid not null references alliance,
  session_id uuid not null,
  shop_id uuid not null,
  orders bigint not null default 0,
  paid_orders bigint not null default 0,
  gmv_fen bigint not null default 0,
  primary key (alliance_id, session_id, shop_id)
);
comment on table session_sales is 'Per session and room: feeds the live funnel';
call guard_tenant_table('session_sales');
