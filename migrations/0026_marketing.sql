-- Coupons: dropped into a live session, claimed in its rooms, used at checkout, paid for by whoever bears them.

create table coupon_drop (
  alliance_id uuid not null,
  drop_id uuid not null,
  session_id uuid not null,
  title text not null,
  discount_fen bigint not null check (discount_fen > 0),
  min_spend_fen bigint not null check (min_spend_fen >= 0),
  quantity integer not null check (quantity > 0),
  claimed_quantity integer not null default 0,
  opens_at timestamptz not null,
  claim_until timestamptz not null,
  use_until timestamptz not null,
  bearers jsonb not null,
  dropped_by uuid not null,
  dropped_at timestamptz not null,
  primary key (alliance_id, drop_id),
  constraint coupon_drop_bounded check (claimed_quantity between 0 and quantity),
  check (claim_until >= opens_at and use_until >= claim_until),
  foreign key (alliance_id, session_id) references live_session
);
comment on column coupon_drop.bearers is 'Who pays for the discount, frozen: [{kind, id, weightBps}] with weights that sum to 10000';
comment on constraint coupon_drop_bounded on coupon_drop is 'Whatever races, never more coupons than were announced';
create index coupon_drop_by_session on coupon_drop (alliance_id, session_id, dropped_at desc);
call guard_tenant_table('coupon_drop');

create table coupon (
  alliance_id uuid not null,
  coupon_id uuid not null,
  drop_id uuid not null,
  member_id uuid not null,
  claimed_at timestamptz not null,
  order_group_id uuid,
  used_at timestamptz,
  primary key (alliance_id, coupon_id),
  constraint coupon_once unique (alliance_id, drop_id, member_id),
  check ((order_group_id is null) = (used_at is null)),
  foreign key (alliance_id, drop_id) references coupon_drop
);
comment on column coupon.order_group_id is 'The checkout it was used in; empty again when nothing of that came about';
create index coupon_of_member on coupon (alliance_id, member_id, claimed_at desc);
create index coupon_by_order on coupon (alliance_id, order_group_id) where order_group_id is not null;
call guard_tenant_table('coupon');

-- The discount is frozen on the line: amount_fen is what the shopper pays for it.
alter table order_line
  add column discount_fen bigint not null default 0 check (discount_fen >= 0),
  add column coupon_id uuid,
  add constraint order_line_discount_has_coupon check ((discount_fen > 0) = (coupon_id is not null)),
  add constraint order_line_amount_not_negative check (amount_fen >= 0);
comment on column order_line.discount_fen is 'What the coupon takes off this line: unit price × quantity = amount + discount';
