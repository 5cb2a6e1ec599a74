-- What the regular self-check found and nobody has mended yet.

create table difference (
  alliance_id uuid not null references alliance,
  what text not null check (what in ('counter', 'pool', 'books', 'balance', 'facts')),
  subject_key text not null,
  subject text not null,
  expected text not null,
  found text not null,
  since timestamptz not null,
  primary key (alliance_id, what, subject_key)
);
comment on table difference is 'Sums that disagree with their parts: rows go when a later check finds them mended';
call guard_tenant_table('difference');
