-- Alliances, their shops and people, sessions and grants.

create table alliance (
  alliance_id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,30}$'),
  name text not null,
  city text not null,
  lng double precision not null,
  lat double precision not null,
  created_at timestamptz not null
);
comment on table alliance is 'A tenant: every other table leads with its id';
alter table alliance enable row level security;
alter table alliance force row level security;
-- Anyone may read which alliances exist; only the system role founds one.
create policy read_all on alliance for select to lianbo_app using (true);
create policy all_alliances on alliance to lianbo_system using (true) with check (true);
grant select on alliance to lianbo_app;
grant select, insert, update on alliance to lianbo_system;

create table shop (
  alliance_id uuid not null references alliance,
  shop_id uuid not null,
  name text not null,
  short_name text not null,
  kind text not null,
  address text not null,
  lng double precision not null,
  lat double precision not null,
  phone text not null,
  opening_hours text not null,
  is_pickup_point boolean not null,
  licence_until date,
  created_at timestamptz not null,
  primary key (alliance_id, shop_id),
  constraint shop_name_unique unique (alliance_id, name)
);
call guard_tenant_table('shop');

create table member (
  alliance_id uuid not null references alliance,
  member_id uuid not null,
  phone text not null,
  name text not null,
  nickname text not null,
  building text not null default '',
  password_hash text,
  pickup_shop_id uuid,
  joined_at timestamptz not null,
  primary key (alliance_id, member_id),
  constraint member_phone_unique unique (alliance_id, phone),
  constraint member_pickup_shop_exists foreign key (alliance_id, pickup_shop_id) references shop
);
comment on column member.password_hash is 'argon2id in PHC string form; null for people who sign in by code only';
call guard_tenant_table('member');

create table member_grant (
  alliance_id uuid not null,
  grant_id uuid not null,
  member_id uuid not null,
  role text not null check (role in ('operator', 'shop', 'host', 'supplier', 'courier')),
  shop_id uuid,
  supplier_id uuid,
  duties text[] not null default '{}',
  granted_at timestamptz not null,
  primary key (alliance_id, grant_id),
  constraint member_grant_once unique nulls not distinct (alliance_id, member_id, role, shop_id, supplier_id),
  foreign key (alliance_id, member_id) references member,
  constraint member_grant_shop_exists foreign key (alliance_id, shop_id) references shop
);
call guard_tenant_table('member_grant');

create table address (
  alliance_id uuid not null,
  address_id uuid not null,
  member_id uuid not null,
  contact_name text not null,
  phone text not null,
  building text not null,
  room text not null,
  detail text not null,
  lng double precision not null,
  lat double precision not null,
  is_default boolean not null,
  removed_at timestamptz,
  primary key (alliance_id, address_id),
  foreign key (alliance_id, member_id) references member
);
create index address_by_member on address (alliance_id, member_id) where removed_at is null;
call guard_tenant_table('address');

create table session (
  alliance_id uuid not null,
  token_hash bytea not null,
  member_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (alliance_id, token_hash),
  foreign key (alliance_id, member_id) references member
);
comment on column session.token_hash is 'sha256 of the cookie: a leaked table opens no door';
create index session_by_member on session (alliance_id, member_id);
call guard_tenant_table('session');

create table one_time_code (
  alliance_id uuid not null references alliance,
  phone text not null,
  code_hash bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  tries_left integer not null check (tries_left >= 0),
  primary key (alliance_id, phone)
);
call guard_tenant_table('one_time_code');

create table attempt (
  alliance_id uuid not null references alliance,
  subject text not null,
  window_started_at timestamptz not null,
  taken integer not null check (taken > 0),
  primary key (alliance_id, subject)
);
comment on table attempt is 'What people may try only so often (passwords, codes), counted per phone and per address in fixed windows';
create index attempt_by_age on attempt (alliance_id, window_started_at);
call guard_tenant_table('attempt');

create table notification (
  alliance_id uuid not null references alliance,
  notification_id uuid not null,
  member_id uuid not null,
  kind text not null,
  text text not null,
  state text not null check (state in ('queued', 'sent')),
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (alliance_id, notification_id),
  foreign key (alliance_id, member_id) references member
);
comment on table notification is 'Texts to people (codes excepted), sent through the notification port by a job';
call guard_tenant_table('notification');

create table audit_entry (
  alliance_id uuid not null references alliance,
  audit_id uuid not null,
  at timestamptz not null,
  member_id uuid,
  operation text not null,
  subject text not null,
  detail text not null,
  primary key (alliance_id, audit_id)
);
comment on table audit_entry is 'Privileged acts, written by the binder in the transaction of the act; append-only for the app role';
create index audit_entry_newest on audit_entry (alliance_id, at desc, audit_id desc);
call guard_tenant_table('audit_entry');
revoke update, delete on audit_entry from lianbo_app;
