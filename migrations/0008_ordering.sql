-- Carts, orders, payments and refunds.

create table cart_line (
  alliance_id uuid not null,
  cart_line_id uuid not null,
  member_id uuid not null,
  goods_key text not null,
  variant_id uuid not null,
  quantity integer not null check (quantity > 0),
  session_id uuid,
  room_shop_id uuid,
  share_code text,
  added_at timestamptz not null,
  primary key (alliance_id, cart_line_id),
  constraint cart_line_once unique (alliance_id, member_id, goods_key),
  foreign key (alliance_id, member_id) references member
);
call guard_tenant_table('cart_line');

-- Readable order numbers: a sequence is not rolled back and locks nothing, so gaps are normal and intake never waits.
create sequence order_number;
grant usage on sequence order_number to lianbo_app, lianbo_system;

create table order_group (
  alliance_id uuid not null references alliance,
  order_group_id uuid not null,
  number text not null,
  member_id uuid not null,
  idempotency_key text not null,
  input_hash text not null,
  state text not null check (state in ('awaiting-payment', 'paid', 'closed', 'cancelled', 'done')),
  total_fen bigint not null check (total_fen >= 0),
  delivery_fee_fen bigint not null check (delivery_fee_fen >= 0),
  fee_refunded_fen bigint not null default 0,
  piece_count integer not null,
  rule_version integer not null,
  placed_at timestamptz not null,
  pay_by timestamptz not null,
  paid_at timestamptz,
  primary key (alliance_id, order_group_id),
  constraint order_group_once unique (alliance_id, member_id, idempotency_key),
  constraint order_group_fee_refund_bounded check (fee_refunded_fen between 0 and delivery_fee_fen)
);
comment on table order_group is 'One checkout (总单)';
create index order_group_of_member on order_group (alliance_id, member_id, placed_at desc, order_group_id desc);
create index order_group_newest on order_group (alliance_id, placed_at desc, order_group_id desc);
create index order_group_unpaid on order_group (alliance_id, pay_by) where state = 'awaiting-payment';
call guard_tenant_table('order_group');

create table shop_order (
  alliance_id uuid not null,
  shop_order_id uuid not null,
  order_group_id uuid not null,
  number text not null,
  seller_shop_id uuid not null,
  fulfil_kind text not null check (fulfil_kind in ('pickup', 'delivery')),
  pickup_shop_id uuid,
  address jsonb,
  slot_start timestamptz,
  slot_end timestamptz,
  delivery_fee_fen bigint not null,
  goods_fen bigint not null,
  placed_at timestamptz not null,
  primary key (alliance_id, shop_order_id),
  check ((fulfil_kind = 'pickup') = (pickup_shop_id is not null)),
  check ((fulfil_kind = 'delivery') = (address is not null)),
  foreign key (alliance_id, order_group_id) references order_group,
  foreign key (alliance_id, seller_shop_id) references shop
);
comment on column shop_order.address is 'Snapshot {contactName, phone, building, room, detail, lng, lat}';
create index shop_order_by_group on shop_order (alliance_id, order_group_id);
create index shop_order_by_slot on shop_order (alliance_id, slot_start) where slot_start is not null;
create index shop_order_by_seller on shop_order (alliance_id, seller_shop_id, placed_at desc, shop_order_id desc);
call guard_tenant_table('shop_order');

create table delivery_slot (
  alliance_id uuid not null references alliance,
  slot_start timestamptz not null,
  primary key (alliance_id, slot_start)
);
comment on table delivery_slot is 'A row to lock while a slot is being filled; how full it is, is counted from the orders';
call guard_tenant_table('delivery_slot');

create table order_line (
  alliance_id uuid not null,
  order_line_id uuid not null,
  order_group_id uuid not null,
  shop_order_id uuid not null,
  member_id uuid not null,
  variant_id uuid not null,
  pool_id uuid,
  location_id uuid,
  seller_shop_id uuid not null,
  session_id uuid,
  room_shop_id uuid,
  sharer_member_id uuid,
  title text not null,
  spec text not null,
  quantity integer not null check (quantity > 0),
  served_quantity integer not null check (served_quantity >= 0),
  unit_price_fen bigint not null check (unit_price_fen >= 0),
  amount_fen bigint not null,
  refunded_fen bigint not null default 0,
  commission_rule text not null,
  commission_bps integer not null,
  actual_gram integer,
  state text not null check (state in ('held', 'released', 'waiting-pool', 'ready', 'allocated', 'picked', 'on-the-way', 'at-pickup', 'done', 'cancelled', 'refunded')),
  placed_at timestamptz not null,
  paid_at timestamptz,
  done_at timestamptz,
  primary key (alliance_id, order_line_id),
  constraint order_line_refund_bounded check (refunded_fen >= 0 and refunded_fen <= amount_fen),
  check ((pool_id is null) <> (location_id is null)),
  foreign key (alliance_id, shop_order_id) references shop_order,
  foreign key (alliance_id, variant_id) references variant
);
comment on column order_line.location_id is 'Where the pieces were held; null for pool goods, which do not exist yet';
create index order_line_of_member on order_line (alliance_id, member_id, variant_id, placed_at);
create index order_line_by_group on order_line (alliance_id, order_group_id);
create index order_line_by_shop_order on order_line (alliance_id, shop_order_id);
create index order_line_by_pool on order_line (alliance_id, pool_id) where pool_id is not null;
create index order_line_ready on order_line (alliance_id, paid_at) where state = 'ready';
create index order_line_by_session on order_line (alliance_id, session_id) where session_id is not null;
call guard_tenant_table('order_line');

create table payment (
  alliance_id uuid not null,
  payment_id uuid not null,
  order_group_id uuid not null,
  out_trade_no text not null,
  amount_fen bigint not null check (amount_fen >= 0),
  state text not null check (state in ('pending', 'paid', 'closed', 'refunded')),
  provider_ref text,
  pay_url text,
  check_count integer not null default 0,
  next_check_at timestamptz not null,
  created_at timestamptz not null,
  paid_at timestamptz,
  late boolean not null default false,
  primary key (alliance_id, payment_id),
  foreign key (alliance_id, order_group_id) references order_group
);
comment on column payment.late is 'Paid after the hold had expired: held again or refunded, never ignored';
comment on column payment.out_trade_no is 'The number the provider knows it by: carries the alliance, so a callback finds its tenant without a search';
create unique index payment_out_trade_no_unique on payment (alliance_id, out_trade_no);
create unique index payment_one_per_group on payment (alliance_id, order_group_id);
create index payment_pending on payment (alliance_id, next_check_at) where state = 'pending';
call guard_tenant_table('payment');

create table refund (
  alliance_id uuid not null,
  refund_id uuid not null,
  payment_id uuid not null,
  order_group_id uuid not null,
  out_refund_no text not null,
  reason text not null,
  amount_fen bigint not null check (amount_fen > 0),
  fee_fen bigint not null default 0 check (fee_fen >= 0 and fee_fen <= amount_fen),
  state text not null check (state in ('requested', 'succeeded', 'failed')),
  sent_as text,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  last_error text,
  requested_at timestamptz not null,
  settled_at timestamptz,
  primary key (alliance_id, refund_id),
  constraint refund_once unique (alliance_id, out_refund_no),
  foreign key (alliance_id, payment_id) references payment
);
comment on column refund.fee_fen is 'The part that is delivery fee; the rest is its refund lines';
comment on column refund.sent_as is 'Number of the provider refund that carries it: what one payment owes at one moment travels together';
create index refund_open on refund (alliance_id, next_attempt_at) where state = 'requested';
create index refund_sent on refund (alliance_id, sent_as) where sent_as is not null;
create index refund_failed on refund (alliance_id, requested_at) where state = 'failed';
create index refund_by_payment on refund (alliance_id, payment_id);
create index refund_by_group on refund (alliance_id, order_group_id);
call guard_tenant_table('refund');

create table refund_line (
  alliance_id uuid not null,
  refund_id uuid not null,
  order_line_id uuid not null,
  quantity integer not null,
  amount_fen bigint not null,
  primary key (alliance_id, refund_id, order_line_id),
  foreign key (alliance_id, refund_id) references refund,
  foreign key (alliance_id, order_line_id) references order_line
);
create index refund_line_by_line on refund_line (alliance_id, order_line_id);
call guard_tenant_table('refund_line');

create table order_event (
  alliance_id uuid not null,
  event_id uuid not null,
  order_group_id uuid not null,
  shop_order_id uuid,
  kind text not null,
  text text not null,
  at timestamptz not null,
  primary key (alliance_id, event_id)
);
create index order_event_by_group on order_event (alliance_id, order_group_id, at desc);
call guard_tenant_table('order_event');
