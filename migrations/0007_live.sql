-- Live sessions, the rooms they play in, chat, reminders and shares.

create table live_session (
  alliance_id uuid not null references alliance,
  session_id uuid not null,
  title text not null,
  host_member_id uuid not null,
  host_shop_id uuid not null,
  state text not null check (state in ('scheduled', 'live', 'ended', 'cancelled')),
  starts_at timestamptz not null,
  planned_end_at timestamptz not null check (planned_end_at > starts_at),
  started_at timestamptz,
  ended_at timestamptz,
  pinned_item_id uuid,
  pinned_at timestamptz,
  peak_viewers integer not null default 0,
  created_at timestamptz not null,
  primary key (alliance_id, session_id),
  foreign key (alliance_id, host_member_id) references member,
  foreign key (alliance_id, host_shop_id) references shop
);
create index live_session_by_start on live_session (alliance_id, starts_at desc, session_id desc);
create index live_session_running on live_session (alliance_id, starts_at) where state in ('scheduled', 'live');
create index live_session_of_host on live_session (alliance_id, host_member_id, starts_at);
call guard_tenant_table('live_session');

create table session_item (
  alliance_id uuid not null,
  session_item_id uuid not null,
  session_id uuid not null,
  position integer not null,
  variant_id uuid not null,
  pool_id uuid,
  flash_price_fen bigint check (flash_price_fen >= 0),
  script text not null,
  selling_points text[] not null,
  sold_quantity integer not null default 0 check (sold_quantity >= 0),
  primary key (alliance_id, session_item_id),
  constraint session_item_once unique (alliance_id, session_id, variant_id),
  -- A pool has its ladder, and each shop of an own pool its own price: a flash price would fix prices of others.
  constraint flash_price_without_pool check (flash_price_fen is null or pool_id is null),
  foreign key (alliance_id, session_id) references live_session,
  foreign key (alliance_id, variant_id) references variant,
  foreign key (alliance_id, pool_id) references pool
);
comment on column session_item.sold_quantity is 'Paid pieces of all rooms';
create index session_item_by_session on session_item (alliance_id, session_id, position);
create index session_item_by_pool on session_item (alliance_id, pool_id) where pool_id is not null;
call guard_tenant_table('session_item');

create table live_room (
  alliance_id uuid not null,
  session_id uuid not null,
  shop_id uuid not null,
  joined_at timestamptz not null,
  primary key (alliance_id, session_id, shop_id),
  foreign key (alliance_id, session_id) references live_session,
  foreign key (alliance_id, shop_id) references shop
);
comment on table live_room is 'Session × shop: where a session is simulcast';
create index live_room_by_shop on live_room (alliance_id, shop_id);
call guard_tenant_table('live_room');

create table pin_mark (
  alliance_id uuid not null,
  mark_id uuid not null,
  session_id uuid not null,
  session_item_id uuid not null,
  pinned_at timestamptz not null,
  unpinned_at timestamptz,
  primary key (alliance_id, mark_id),
  foreign key (alliance_id, session_id) references live_session
);
comment on table pin_mark is 'When each item was shown: the chapters of a later replay';
call guard_tenant_table('pin_mark');

create table room_visit (
  alliance_id uuid not null,
  session_id uuid not null,
  shop_id uuid not null,
  visitor_key text not null,
  member_id uuid,
  share_code text,
  first_at timestamptz not null,
  primary key (alliance_id, session_id, shop_id, visitor_key)
);
create index room_visit_by_time on room_visit (alliance_id, first_at);
call guard_tenant_table('room_visit');

create table live_reminder (
  alliance_id uuid not null,
  session_id uuid not null,
  member_id uuid not null,
  shop_id uuid not null,
  asked_at timestamptz not null,
  sent_at timestamptz,
  primary key (alliance_id, session_id, member_id),
  foreign key (alliance_id, session_id) references live_session
);
call guard_tenant_table('live_reminder');

create table chat_message (
  alliance_id uuid not null,
  message_id uuid not null,
  session_id uuid not null,
  shop_id uuid not null,
  member_id uuid not null,
  name text not null,
  text text not null,
  is_host boolean not null,
  state text not null check (state in ('shown', 'held', 'removed')),
  at timestamptz not null,
  primary key (alliance_id, message_id),
  foreign key (alliance_id, session_id) references live_session
);
create index chat_message_newest on chat_message (alliance_id, session_id, at desc, message_id desc);
create index chat_message_held on chat_message (alliance_id, session_id, at desc) where state = 'held';
call guard_tenant_table('chat_message');

create table chat_pace (
  alliance_id uuid not null,
  session_id uuid not null,
  member_id uuid not null,
  due_at timestamptz not null,
  primary key (alliance_id, session_id, member_id),
  foreign key (alliance_id, session_id) references live_session
);
comment on column chat_pace.due_at is 'When this person''s messages would have come at an even pace (GCRA): ahead of the clock by a burst at most';
call guard_tenant_table('chat_pace');

create table sanction (
  alliance_id uuid not null,
  session_id uuid not null,
  member_id uuid not null,
  until timestamptz not null,
  reason text not null,
  given_by uuid not null,
  given_at timestamptz not null,
  primary key (alliance_id, session_id, member_id)
);
call guard_tenant_table('sanction');

create table banned_word (
  alliance_id uuid not null references alliance,
  word text not null,
  suggestion text not null,
  primary key (alliance_id, word)
);
call guard_tenant_table('banned_word');

create table share_link (
  alliance_id uuid not null,
  share_code text not null,
  session_id uuid not null,
  shop_id uuid not null,
  sharer_member_id uuid not null,
  created_at timestamptz not null,
  primary key (alliance_id, share_code),
  constraint share_link_once unique (alliance_id, session_id, shop_id, sharer_member_id)
);
call guard_tenant_table('share_link');
