-- Counters, the movements that explain them, holds and lots.

create table location (
  alliance_id uuid not null references alliance,
  location_id uuid not null,
  kind text not null check (kind in ('shop', 'hub')),
  shop_id uuid,
  name text not null,
  lng double precision not null,
  lat double precision not null,
  has_cold_store boolean not null,
  created_at timestamptz not null,
  primary key (alliance_id, location_id),
  constraint location_of_shop unique (alliance_id, shop_id),
  check ((kind = 'shop') = (shop_id is not null)),
  constraint location_shop_known foreign key (alliance_id, shop_id) references shop
);
call guard_tenant_table('location');

create table stock_counter (
  alliance_id uuid not null,
  location_id uuid not null,
  variant_id uuid not null,
  on_hand integer not null default 0,
  held integer not null default 0,
  allocated integer not null default 0,
  primary key (alliance_id, location_id, variant_id),
  constraint stock_not_negative check (on_hand >= 0 and held >= 0 and allocated >= 0),
  constraint stock_not_oversold check (on_hand >= held + allocated),
  constraint stock_of_location foreign key (alliance_id, location_id) references location,
  constraint stock_of_variant foreign key (alliance_id, variant_id) references variant
);
comment on table stock_counter is 'One row per place and variant; available = on_hand − held − allocated';
create index stock_counter_by_variant on stock_counter (alliance_id, variant_id);
call guard_tenant_table('stock_counter');

create table stock_hold (
  alliance_id uuid not null,
  order_line_id uuid not null,
  location_id uuid not null,
  variant_id uuid not null,
  member_id uuid not null,
  quantity integer not null check (quantity > 0),
  state text not null check (state in ('held', 'committed', 'released', 'expired')),
  expires_at timestamptz not null,
  primary key (alliance_id, order_line_id)
);
create index stock_hold_expiring on stock_hold (alliance_id, expires_at) where state = 'held';
create index stock_hold_by_member on stock_hold (alliance_id, member_id, variant_id) where state in ('held', 'committed');
call guard_tenant_table('stock_hold');

create table stock_movement (
  alliance_id uuid not null,
  movement_id uuid not null,
  location_id uuid not null,
  variant_id uuid not null,
  kind text not null check (kind in ('received', 'held', 'released', 'allocated', 'unallocated', 'shipped', 'transferred', 'adjusted', 'returned', 'expired')),
  on_hand_change integer not null,
  held_change integer not null,
  allocated_change integer not null,
  reason text not null,
  source text not null,
  at timestamptz not null,
  primary key (alliance_id, movement_id)
);
comment on table stock_movement is 'Append-only; the three changes summed per place and variant equal its counter';
create index stock_movement_newest on stock_movement (alliance_id, location_id, at desc, movement_id desc);
create index stock_movement_by_variant on stock_movement (alliance_id, variant_id, location_id);
call guard_tenant_table('stock_movement');
revoke update, delete on stock_movement from lianbo_app;

create table stock_lot (
  alliance_id uuid not null,
  lot_id uuid not null,
  location_id uuid not null,
  variant_id uuid not null,
  batch text not null,
  expires_on date,
  received_quantity integer not null check (received_quantity >= 0),
  left_quantity integer not null check (left_quantity >= 0),
  received_at timestamptz not null,
  source text not null,
  primary key (alliance_id, lot_id)
);
comment on table stock_lot is 'Batches with expiry, taken first-expired-first-out; kept for food purchase records';
create index stock_lot_open on stock_lot (alliance_id, location_id, variant_id, expires_on) where left_quantity > 0;
call guard_tenant_table('stock_lot');
