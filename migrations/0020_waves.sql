-- Waves are planned by a job that tells how far it is, and say how far from the best of all they are at most.

create table wave_planning (
  alliance_id uuid not null references alliance,
  planning_id uuid not null,
  state text not null check (state in ('waiting', 'running', 'done', 'refused')),
  stage text not null check (stage in ('gathering', 'allocating', 'proving', 'routing')),
  cost_fen bigint,
  bound_fen bigint,
  departs_at timestamptz,
  couriers uuid[] not null,
  wave_id uuid,
  refusal text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (alliance_id, planning_id),
  foreign key (alliance_id, wave_id) references wave,
  check ((state = 'done') = (wave_id is not null)),
  check ((state = 'refused') = (refusal is not null))
);
comment on table wave_planning is 'A wave that was asked for: what its job has found so far, and what came of it';
comment on column wave_planning.bound_fen is 'No allocation can cost less; null while nothing is known';
comment on column wave_planning.refusal is 'Code of the refusal that ended it';
create index wave_planning_of_wave on wave_planning (alliance_id, wave_id);
call guard_tenant_table('wave_planning');

alter table wave add column cost_fen bigint, add column bound_fen bigint;
comment on column wave.cost_fen is 'What its allocation was reckoned to cost when it was planned; null for older waves';
comment on column wave.bound_fen is 'No allocation of these lines could have cost less; null when that was not reckoned';
