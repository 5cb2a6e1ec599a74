-- Waves: allocations, shipments, routes, stops; pickup codes; claims.

create table wave (
  alliance_id uuid not null references alliance,
  wave_id uuid not null,
  number text not null,
  numbered_on date not null,
  state text not null check (state in ('draft', 'confirmed', 'running', 'done')),
  departs_at timestamptz not null,
  unserved jsonb not null,
  couriers uuid[] not null,
  rule_version integer not null,
  created_at timestamptz not null,
  primary key (alliance_id, wave_id),
  constraint wave_number_unique unique (alliance_id, numbered_on, number)
);
comment on column wave.numbered_on is 'The number people read repeats every year, the day beside it does not';
comment on column wave.unserved is 'Lines no place could serve, [{orderLineId, orderNumber, title, reason}]: they wait for the next wave';
call guard_tenant_table('wave');

create table shipment (
  alliance_id uuid not null,
  shipment_id uuid not null,
  wave_id uuid not null,
  shop_order_id uuid not null,
  order_group_id uuid not null,
  order_number text not null,
  member_id uuid not null,
  seller_shop_id uuid not null,
  location_id uuid not null,
  kind text not null check (kind in ('pickup', 'delivery')),
  pickup_shop_id uuid,
  contact_name text not null,
  phone text not null,
  building text not null,
  room text not null,
  detail text not null,
  lng double precision not null,
  lat double precision not null,
  slot_start timestamptz,
  slot_end timestamptz,
  bag_label text not null,
  state text not null check (state in ('preparing', 'picked', 'on-the-way', 'at-pickup', 'failed', 'done')),
  attempts integer not null default 1,
  shipped_at timestamptz,
  done_at timestamptz,
  primary key (alliance_id, shipment_id),
  check ((kind = 'pickup') = (pickup_shop_id is not null)),
  foreign key (alliance_id, wave_id) references wave,
  foreign key (alliance_id, location_id) references location
);
comment on table shipment is 'A parcel: what one place packs for one shop order, with the address as it was when the wave was planned';
comment on column shipment.wave_id is 'The latest wave it goes with: a parcel that came back goes again';
comment on column shipment.shipped_at is 'When its pieces left the stock; a parcel that came back stays packed and is not stock again';
create index shipment_by_wave on shipment (alliance_id, wave_id);
create index shipment_by_order on shipment (alliance_id, shop_order_id);
create index shipment_by_group on shipment (alliance_id, order_group_id);
create index shipment_open_at_point on shipment (alliance_id, pickup_shop_id) where kind = 'pickup' and state <> 'done';
create index shipment_came_back on shipment (alliance_id, shipment_id) where state = 'failed';
call guard_tenant_table('shipment');

create table allocation (
  alliance_id uuid not null,
  allocation_id uuid not null,
  wave_id uuid not null,
  shipment_id uuid not null,
  order_line_id uuid not null,
  shop_order_id uuid not null,
  seller_shop_id uuid not null,
  location_id uuid not null,
  variant_id uuid not null,
  pool_id uuid,
  item_code text not null,
  title text not null,
  temperature_zone text not null,
  sold_by text not null check (sold_by in ('piece', 'gram')),
  nominal_gram integer,
  quantity integer not null check (quantity > 0),
  is_on_behalf boolean not null,
  is_overridden boolean not null default false,
  fee_fen bigint not null check (fee_fen >= 0),
  explanation jsonb not null,
  picked_at timestamptz,
  actual_gram integer check (actual_gram > 0),
  primary key (alliance_id, allocation_id),
  constraint allocation_once_per_line unique (alliance_id, order_line_id),
  foreign key (alliance_id, wave_id) references wave,
  foreign key (alliance_id, shipment_id) references shipment,
  foreign key (alliance_id, location_id) references location
);
comment on table allocation is 'Which place serves a line, why, and what it gets for it when it is not the seller';
comment on column allocation.pool_id is 'Set for pieces bought for this very line: no others stand in for them';
comment on column allocation.nominal_gram is 'Of the whole line as sold, for goods by weight';
create index allocation_by_wave on allocation (alliance_id, wave_id);
create index allocation_by_shipment on allocation (alliance_id, shipment_id);
call guard_tenant_table('allocation');

create table pickup_ticket (
  alliance_id uuid not null,
  pickup_shop_id uuid not null,
  day date not null,
  code text not null,
  shop_order_id uuid not null,
  closed_at timestamptz,
  redeemed_by uuid,
  primary key (alliance_id, pickup_shop_id, day, code),
  constraint pickup_ticket_once_per_order unique (alliance_id, shop_order_id)
);
comment on table pickup_ticket is 'The code an order is handed over against: one for all its parcels, unique per point and day';
comment on column pickup_ticket.closed_at is 'Everything handed over; until then no other order at the point has this code, whatever the day';
create unique index pickup_code_open on pickup_ticket (alliance_id, pickup_shop_id, code) where closed_at is null;
call guard_tenant_table('pickup_ticket');

create table route (
  alliance_id uuid not null,
  route_id uuid not null,
  wave_id uuid not null,
  number text not null,
  courier_member_id uuid,
  state text not null check (state in ('planned', 'confirmed', 'running', 'done')),
  length_metre integer not null,
  duration_seconds integer not null,
  cost_fen bigint not null,
  departs_at timestamptz not null,
  started_at timestamptz,
  done_at timestamptz,
  primary key (alliance_id, route_id),
  foreign key (alliance_id, wave_id) references wave
);
create index route_by_wave on route (alliance_id, wave_id);
create index route_of_courier on route (alliance_id, courier_member_id, departs_at desc);
call guard_tenant_table('route');

create table route_stop (
  alliance_id uuid not null,
  stop_id uuid not null,
  route_id uuid not null,
  position integer not null,
  kind text not null check (kind in ('load', 'drop-at-pickup-point', 'delivery')),
  name text not null,
  address_text text not null,
  contact_name text not null,
  phone text not null,
  lng double precision not null,
  lat double precision not null,
  eta_at timestamptz not null,
  way_metre integer not null,
  fee_fen bigint not null,
  state text not null check (state in ('pending', 'done', 'failed')),
  fail_reason text not null default '',
  done_at timestamptz,
  notified_at timestamptz,
  shipment_ids uuid[] not null,
  primary key (alliance_id, stop_id),
  constraint route_stop_position_unique unique (alliance_id, route_id, position),
  foreign key (alliance_id, route_id) references route
);
comment on column route_stop.way_metre is 'Driven since the hand-over before, loading on the way included: what the fee is for';
comment on column route_stop.fee_fen is 'What the courier earns when the stop is done';
comment on column route_stop.notified_at is 'The shopper was told to be the next one';
create index route_stop_of_shipment on route_stop using gin (shipment_ids);
call guard_tenant_table('route_stop');

create table claim (
  alliance_id uuid not null,
  claim_id uuid not null,
  order_line_id uuid not null,
  order_group_id uuid not null,
  member_id uuid not null,
  seller_shop_id uuid not null,
  reason text not null,
  quantity integer not null check (quantity > 0),
  note text not null,
  photo_file text not null,
  asked_fen bigint not null,
  refund_fen bigint not null default 0,
  liable text not null,
  rule_version integer not null,
  state text not null check (state in ('open', 'accepted', 'refused')),
  answer text not null default '',
  at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (alliance_id, claim_id)
);
comment on column claim.liable is 'Who bears it by the rule book in force when it was opened';
create unique index claim_one_open_per_line on claim (alliance_id, order_line_id) where state in ('open', 'accepted');
create index claim_newest on claim (alliance_id, at desc, claim_id desc);
create index claim_by_line on claim (alliance_id, order_line_id);
call guard_tenant_table('claim');
