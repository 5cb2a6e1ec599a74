-- Suppliers, offers, pools with their commitments, purchase orders and receipts.

create table supplier (
  alliance_id uuid not null references alliance,
  supplier_id uuid not null,
  name text not null,
  contact_name text not null,
  phone text not null,
  licence_number text not null,
  licence_until date,
  lead_hours integer not null check (lead_hours >= 0),
  lng double precision not null,
  lat double precision not null,
  status text not null check (status in ('active', 'paused')),
  created_at timestamptz not null,
  primary key (alliance_id, supplier_id),
  constraint supplier_name_unique unique (alliance_id, name)
);
call guard_tenant_table('supplier');

create table supplier_offer (
  alliance_id uuid not null,
  offer_id uuid not null,
  supplier_id uuid not null,
  variant_id uuid not null,
  base_cost_fen bigint not null check (base_cost_fen >= 0),
  pack_size integer not null check (pack_size > 0),
  moq integer not null check (moq > 0),
  cap_per_round integer not null check (cap_per_round > 0),
  tiers jsonb not null,
  status text not null check (status in ('active', 'paused')),
  next_round integer not null default 1,
  created_at timestamptz not null,
  primary key (alliance_id, offer_id),
  foreign key (alliance_id, supplier_id) references supplier,
  foreign key (alliance_id, variant_id) references variant
);
call guard_tenant_table('supplier_offer');

create table pool (
  alliance_id uuid not null,
  pool_id uuid not null,
  offer_id uuid not null,
  supplier_id uuid not null,
  variant_id uuid not null,
  round integer not null,
  mode text not null check (mode in ('agency', 'own')),
  seller_shop_id uuid,
  state text not null check (state in ('scheduled', 'open', 'formed', 'closed', 'received', 'failed')),
  base_cost_fen bigint not null,
  pack_size integer not null check (pack_size > 0),
  moq integer not null check (moq > 0),
  threshold integer not null check (threshold > 0),
  cap integer not null check (cap > 0),
  per_person_limit integer check (per_person_limit > 0),
  opens_at timestamptz not null,
  cut_off_at timestamptz not null,
  below_policy text not null check (below_policy in ('refund', 'prolong')),
  prolong_hours integer not null,
  prolonged integer not null default 0,
  remainder_policy text not null check (remainder_policy in ('round-down-refund', 'round-up-stock', 'offer-again')),
  held_quantity integer not null default 0 check (held_quantity >= 0),
  paid_quantity integer not null default 0 check (paid_quantity >= 0),
  deliver_to_location_id uuid not null,
  failed_reason text check (failed_reason in ('below-threshold', 'below-moq', 'supplier-declined')),
  opened_by uuid,
  created_at timestamptz not null,
  primary key (alliance_id, pool_id),
  constraint pool_round_unique unique (alliance_id, offer_id, round),
  constraint pool_not_oversold check (held_quantity + paid_quantity <= cap),
  constraint pool_seller check ((mode = 'agency') = (seller_shop_id is not null)),
  constraint pool_failure_has_reason check ((state = 'failed') = (failed_reason is not null)),
  foreign key (alliance_id, offer_id) references supplier_offer,
  foreign key (alliance_id, seller_shop_id) references shop,
  foreign key (alliance_id, deliver_to_location_id) references location
);
comment on table pool is 'Variant × supplier offer × round; held and paid are counters under this row’s lock, the cap is its stock';
comment on column pool.paid_quantity is 'Commitments in state paid or refunded: what was paid at cut-off stays readable after a failure';
create index pool_by_cut_off on pool (alliance_id, cut_off_at, pool_id);
create index pool_due on pool (cut_off_at) where state in ('scheduled', 'open', 'formed');
create index pool_by_variant on pool (alliance_id, variant_id);
create unique index pool_one_open_per_offer on pool (alliance_id, offer_id) where state in ('scheduled', 'open', 'formed');
call guard_tenant_table('pool');

create table pool_tier (
  alliance_id uuid not null,
  pool_id uuid not null,
  level integer not null,
  min_quantity integer not null check (min_quantity > 0),
  cost_fen bigint not null check (cost_fen >= 0),
  retail_fen bigint not null check (retail_fen >= 0),
  primary key (alliance_id, pool_id, level),
  foreign key (alliance_id, pool_id) references pool
);
call guard_tenant_table('pool_tier');

create table pool_commitment (
  alliance_id uuid not null,
  order_line_id uuid not null,
  pool_id uuid not null,
  shop_id uuid not null,
  member_id uuid not null,
  quantity integer not null check (quantity > 0),
  served_quantity integer not null check (served_quantity >= 0),
  state text not null check (state in ('held', 'paid', 'released', 'cancelled', 'refunded')),
  unit_price_fen bigint not null,
  committed_at timestamptz not null,
  paid_at timestamptz,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_reason text,
  primary key (alliance_id, order_line_id),
  constraint commitment_serves_no_more check (served_quantity <= quantity),
  foreign key (alliance_id, pool_id) references pool
);
comment on column pool_commitment.shop_id is 'The shop whose room or door the commitment came through';
comment on column pool_commitment.served_quantity is 'Pieces the shopper gets: 0 until cut-off, set there and corrected at receipt';
create index pool_commitment_by_pool on pool_commitment (alliance_id, pool_id, state);
create index pool_commitment_newest on pool_commitment (alliance_id, pool_id, paid_at desc) where paid_at is not null;
create index pool_commitment_by_member on pool_commitment (alliance_id, member_id, pool_id) where state in ('held', 'paid');
call guard_tenant_table('pool_commitment');

create table pool_event (
  alliance_id uuid not null,
  event_id uuid not null,
  pool_id uuid not null,
  kind text not null,
  text text not null,
  paid_quantity integer,
  at timestamptz not null,
  primary key (alliance_id, event_id),
  foreign key (alliance_id, pool_id) references pool
);
comment on table pool_event is 'Milestones in words; single payments and cancellations are read from the commitments';
create index pool_event_newest on pool_event (alliance_id, pool_id, at desc, event_id desc);
call guard_tenant_table('pool_event');

create table purchase_order (
  alliance_id uuid not null,
  purchase_order_id uuid not null,
  number text not null,
  numbered_on date not null,
  pool_id uuid not null,
  supplier_id uuid not null,
  variant_id uuid not null,
  state text not null check (state in ('pre-ordered', 'final', 'confirmed', 'declined', 'received', 'cancelled')),
  pre_quantity integer not null,
  final_quantity integer,
  confirmed_quantity integer,
  received_quantity integer,
  surplus_quantity integer not null default 0,
  unit_cost_fen bigint not null,
  deliver_to_location_id uuid not null,
  pre_ordered_at timestamptz not null,
  final_at timestamptz,
  confirmed_at timestamptz,
  received_at timestamptz,
  note text not null default '',
  constraint purchase_order_final_has_quantity check (state not in ('final', 'confirmed', 'received') or final_quantity is not null),
  primary key (alliance_id, purchase_order_id),
  -- Exactly once by construction: a pool row is one round of one offer.
  constraint purchase_order_once_per_pool unique (alliance_id, pool_id),
  constraint purchase_order_number_unique unique (alliance_id, numbered_on, number),
  foreign key (alliance_id, pool_id) references pool
);
comment on column purchase_order.numbered_on is 'The number people read repeats every year, the day beside it does not';
create index purchase_order_by_supplier on purchase_order (alliance_id, supplier_id, pre_ordered_at desc);
call guard_tenant_table('purchase_order');

create table receipt (
  alliance_id uuid not null,
  receipt_id uuid not null,
  purchase_order_id uuid not null,
  location_id uuid not null,
  quantity integer not null check (quantity >= 0),
  batch text not null,
  expires_on date,
  note text not null,
  received_by uuid,
  received_at timestamptz not null,
  primary key (alliance_id, receipt_id),
  constraint receipt_once_per_order unique (alliance_id, purchase_order_id),
  foreign key (alliance_id, purchase_order_id) references purchase_order
);
call guard_tenant_table('receipt');

create table document_serial (
  alliance_id uuid not null references alliance,
  kind text not null,
  day date not null,
  last integer not null,
  primary key (alliance_id, kind, day)
);
comment on table document_serial is 'Numbers people read, per kind and day: PO-1123-07';
call guard_tenant_table('document_serial');
