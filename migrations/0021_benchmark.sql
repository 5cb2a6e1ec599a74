-- Peer groups of shops, frozen per quarter, and the bands published of them.

create table peer_quarter (
  alliance_id uuid not null references alliance,
  quarter text not null check (quarter ~ '^\d{4}-Q[1-4]$'),
  frozen_at timestamptz not null,
  checked_week_end date,
  primary key (alliance_id, quarter)
);
comment on column peer_quarter.checked_week_end is 'The Sunday up to which bands have been looked at, renewed or not';
call guard_tenant_table('peer_quarter');

create table peer_group (
  alliance_id uuid not null,
  group_id uuid not null,
  quarter text not null,
  level text not null check (level in ('city-type3', 'city-type2', 'type3', 'type2', 'type1')),
  primary key (alliance_id, group_id),
  foreign key (alliance_id, quarter) references peer_quarter
);
create index peer_group_by_quarter on peer_group (alliance_id, quarter);
call guard_tenant_table('peer_group');

create table peer_group_shop (
  alliance_id uuid not null,
  group_id uuid not null,
  shop_id uuid not null,
  is_reader boolean not null,
  primary key (alliance_id, group_id, shop_id),
  foreign key (alliance_id, group_id) references peer_group,
  foreign key (alliance_id, shop_id) references shop
);
comment on table peer_group_shop is 'Every shop here contributes its figures; a reader is shown the bands, in one group a quarter';
create index peer_group_by_shop on peer_group_shop (alliance_id, shop_id) where is_reader;
call guard_tenant_table('peer_group_shop');

create table peer_band (
  alliance_id uuid not null,
  group_id uuid not null,
  metric text not null,
  from_day date not null,
  to_day date not null,
  lower_cut double precision not null,
  median_cut double precision not null,
  upper_cut double precision not null,
  shop_count integer not null check (shop_count >= 6),
  figures jsonb not null,
  published_at timestamptz not null,
  primary key (alliance_id, group_id, metric),
  check (lower_cut <= median_cut and median_cut <= upper_cut),
  foreign key (alliance_id, group_id) references peer_group
);
comment on column peer_band.figures is '{shopId: figure} the cuts were made of: tells what has changed since, and is shown to nobody but each shop its own';
call guard_tenant_table('peer_band');
