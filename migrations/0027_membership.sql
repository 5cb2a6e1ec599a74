-- Where a person wants to be told things besides their phone: browsers, and one-time grants of a mini-program.

create table push_address (
  alliance_id uuid not null,
  address_id uuid not null,
  member_id uuid not null,
  channel text not null check (channel in ('web-push', 'wx-subscribe')),
  kind text,
  endpoint text not null,
  data jsonb not null,
  added_at timestamptz not null,
  primary key (alliance_id, address_id),
  constraint push_address_kind_by_channel check ((channel = 'wx-subscribe') = (kind is not null)),
  foreign key (alliance_id, member_id) references member
);
comment on column push_address.kind is 'wx-subscribe: a grant is good for one message of this kind and goes with it; web-push serves every kind until the browser takes it back';
create unique index push_address_once on push_address (alliance_id, endpoint) where channel = 'web-push';
create index push_address_of_member on push_address (alliance_id, member_id);
call guard_tenant_table('push_address');
