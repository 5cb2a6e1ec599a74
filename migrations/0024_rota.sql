-- The rota: which host is on air in which slot.

create table rota_slot (
  alliance_id uuid not null references alliance,
  rota_slot_id uuid not null,
  shop_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  category_code text,
  language text,
  host_member_id uuid,
  is_pinned boolean not null default false,
  primary key (alliance_id, rota_slot_id),
  -- Nobody can be agreed upon without being named.
  constraint pinned_has_host check (not is_pinned or host_member_id is not null),
  foreign key (alliance_id, shop_id) references shop,
  foreign key (alliance_id, host_member_id) references member
);
comment on table rota_slot is 'A time in which one shop is filmed in; host_member_id is empty until somebody has it';
comment on column rota_slot.is_pinned is 'Agreed: planning keeps this host';
create index rota_slot_by_start on rota_slot (alliance_id, starts_at, rota_slot_id);
create index rota_slot_of_shop on rota_slot (alliance_id, shop_id, starts_at);
create index rota_slot_of_host on rota_slot (alliance_id, host_member_id, starts_at) where host_member_id is not null;
call guard_tenant_table('rota_slot');

create table rota_host (
  alliance_id uuid not null,
  member_id uuid not null,
  slots_most integer not null check (slots_most between 0 and 50),
  languages text[] not null,
  skilled text[] not null,
  expert text[] not null,
  primary key (alliance_id, member_id),
  foreign key (alliance_id, member_id) references member
);
comment on table rota_host is 'What a host can do. No row: any category as an unknown one, no dialect, free all day';
comment on column rota_host.skilled is 'Codes of categories the host sells well';
call guard_tenant_table('rota_host');

create table rota_free (
  alliance_id uuid not null,
  member_id uuid not null,
  weekday integer not null check (weekday between 1 and 7),
  from_minute integer not null check (from_minute between 0 and 1440),
  until_minute integer not null check (until_minute between 0 and 1440),
  primary key (alliance_id, member_id, weekday, from_minute),
  check (until_minute > from_minute),
  foreign key (alliance_id, member_id) references rota_host on delete cascade
);
comment on table rota_free is 'When a host is free in every week, Monday = 1, minutes of the day in Asia/Shanghai';
call guard_tenant_table('rota_free');

create table rota_absence (
  alliance_id uuid not null,
  absence_id uuid not null,
  member_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  primary key (alliance_id, absence_id),
  foreign key (alliance_id, member_id) references member
);
create index rota_absence_of_host on rota_absence (alliance_id, member_id, from_at);
create index rota_absence_by_time on rota_absence (alliance_id, until_at);
call guard_tenant_table('rota_absence');

create table rota_run (
  alliance_id uuid not null,
  run_id uuid not null,
  week_start date not null,
  keeps_plan boolean not null,
  state text not null check (state in ('waiting', 'running', 'done', 'conflict', 'outdated', 'failed')),
  asked_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  value double precision,
  bound double precision,
  is_proven boolean,
  changes integer,
  given integer,
  slots integer,
  primary key (alliance_id, run_id)
);
comment on table rota_run is 'What planning was asked for and found; outdated: slots or hosts changed meanwhile, nothing was written';
comment on column rota_run.value is 'Viewers expected, weighed by how well hosts sell what their slots are about';
create unique index rota_run_under_way on rota_run (alliance_id, week_start) where state in ('waiting', 'running');
create index rota_run_newest on rota_run (alliance_id, week_start, asked_at desc);
call guard_tenant_table('rota_run');
