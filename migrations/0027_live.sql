-- The stage in full: flash prices for so many pieces, substitutes, bans, the checklist before going live, clicks.

alter table session_item
  add column flash_quantity integer check (flash_quantity > 0),
  add column flash_taken integer not null default 0 check (flash_taken >= 0),
  add column flash_round uuid,
  add constraint flash_quantity_bounded check (flash_quantity is null or flash_taken <= flash_quantity),
  add constraint flash_quantity_has_round check (flash_quantity is null or flash_round is not null);
comment on column session_item.flash_quantity is 'Pieces to be had at the flash price in all rooms together; null for as many as there are';
comment on column session_item.flash_taken is 'Pieces held or bought of this round';
comment on column session_item.flash_round is 'New with each setting of a limited flash price: what an older order gives back does not count here';
alter table order_line add column flash_round uuid;
comment on column order_line.flash_round is 'The round of limited flash pieces it was sold from';

alter table live_session add column substitute_member_id uuid;
comment on column live_session.substitute_member_id is 'Another host who may take the session over while it is on air';

create table host_stint (
  alliance_id uuid not null,
  session_id uuid not null,
  from_at timestamptz not null,
  member_id uuid not null,
  primary key (alliance_id, session_id, from_at),
  foreign key (alliance_id, session_id) references live_session
);
comment on table host_stint is 'Who was on air since when: the host share of an order goes to whoever was when it was placed';
insert into host_stint (alliance_id, session_id, from_at, member_id)
  select alliance_id, session_id, started_at, host_member_id from live_session where started_at is not null;
call guard_tenant_table('host_stint');

alter table sanction add column kind text not null default 'mute' check (kind in ('mute', 'ban'));
comment on column sanction.kind is 'ban: neither talks in the session nor sees its rooms nor claims its coupons';

create table host_identity (
  alliance_id uuid not null,
  member_id uuid not null,
  real_name text not null,
  birth_on date not null,
  checked_by uuid not null,
  checked_at timestamptz not null,
  primary key (alliance_id, member_id),
  foreign key (alliance_id, member_id) references member
);
comment on table host_identity is 'The operator has seen the papers of this host (网络直播营销管理办法 17, 23: real name, at least 16 years); no copy is kept';
call guard_tenant_table('host_identity');

create table session_check (
  alliance_id uuid not null,
  session_id uuid not null,
  item text not null check (item in ('self-review')),
  ticked_by uuid not null,
  ticked_at timestamptz not null,
  primary key (alliance_id, session_id, item),
  foreign key (alliance_id, session_id) references live_session
);
comment on table session_check is 'What no rule can see before a session goes live, ticked by its host';
call guard_tenant_table('session_check');

create table room_click (
  alliance_id uuid not null,
  session_id uuid not null,
  shop_id uuid not null,
  session_item_id uuid not null,
  visitor_key text not null,
  first_at timestamptz not null,
  primary key (alliance_id, session_id, shop_id, session_item_id, visitor_key),
  foreign key (alliance_id, session_id) references live_session
);
comment on table room_click is 'Somebody opened an item in a room: once per browser and item';
call guard_tenant_table('room_click');
