-- What is left of a live session: its video, kept for three years after the end or as long as it is held.

create table replay (
  alliance_id uuid not null,
  session_id uuid not null,
  duration_ms integer not null check (duration_ms > 0),
  byte_count bigint not null check (byte_count > 0),
  recorded_at timestamptz not null,
  retention_class text not null check (retention_class in ('live-3y')),
  keep_until timestamptz not null,
  held_at timestamptz,
  held_by uuid,
  hold_reason text,
  primary key (alliance_id, session_id),
  constraint hold_is_whole check ((held_at is null) = (hold_reason is null) and (held_at is null) = (held_by is null)),
  foreign key (alliance_id, session_id) references live_session
);
comment on table replay is 'The bytes are in the files engine under replays/<alliance>/<session>/';
comment on column replay.held_at is 'Legal hold: not deleted at keep_until until released';
create index replay_due on replay (alliance_id, keep_until) where held_at is null;
call guard_tenant_table('replay');

create table replay_mark (
  alliance_id uuid not null,
  mark_id uuid not null,
  session_id uuid not null,
  session_item_id uuid not null,
  start_ms integer not null check (start_ms >= 0),
  primary key (alliance_id, mark_id),
  foreign key (alliance_id, session_id) references replay on delete cascade
);
comment on table replay_mark is 'Where in the video each item is shown: pin_mark moved to the time of the movie, which has no holes';
create index replay_mark_in_order on replay_mark (alliance_id, session_id, start_ms);
call guard_tenant_table('replay_mark');
