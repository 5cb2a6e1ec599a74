-- The floor under every domain: who may connect, how repeats are recognised, how news travels up.

-- Row-level security reads the alliance of the current transaction or connection. After `set local` an unset value is
-- an empty string, hence nullif.
create function current_alliance() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.alliance_id', true), '')::uuid;

-- Every index leads with alliance_id. On a table without statistics they all cost the same and the planner takes the
-- newest; the plans of foreign key checks are made then and kept, so each check would walk the whole alliance. Built
-- last, the primary key wins the tie (test: src/engines/db/foreign-key-plans.test.ts).
create procedure build_primary_key_last(table_name text) language plpgsql as $$
declare
  key record;
begin
  select conname, pg_get_constraintdef(oid) as definition into key
  from pg_constraint where conrelid = table_name::regclass and contype = 'p';
  if found then
    execute format('alter table %I drop constraint %I, add constraint %I %s', table_name, key.conname, key.conname, key.definition);
  end if;
end $$;

-- Puts a tenant table behind the alliance wall: the app role sees one alliance, the system role (relay, login, jobs) all.
create procedure guard_tenant_table(table_name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', table_name);
  execute format('alter table %I force row level security', table_name);
  execute format('create policy one_alliance on %I to lianbo_app using (alliance_id = current_alliance()) with check (alliance_id = current_alliance())', table_name);
  execute format('create policy all_alliances on %I to lianbo_system using (true) with check (true)', table_name);
  execute format('grant select, insert, update, delete on %I to lianbo_app, lianbo_system', table_name);
  call build_primary_key_last(table_name);
end $$;

grant usage on schema public to lianbo_app, lianbo_system;

create table idempotency_key (
  alliance_id uuid not null,
  owner text not null,
  operation text not null,
  key text not null,
  input_hash text not null,
  answer jsonb,
  claimed_at timestamptz not null,
  primary key (alliance_id, owner, operation, key)
);
comment on table idempotency_key is 'One row per repeated-safe request: the same key gives the same answer';
create index idempotency_key_by_age on idempotency_key (claimed_at);
call guard_tenant_table('idempotency_key');

create table outbox_sequence (
  alliance_id uuid not null,
  aggregate text not null,
  aggregate_id text not null,
  last_seq bigint not null,
  primary key (alliance_id, aggregate, aggregate_id)
);
comment on table outbox_sequence is 'Last fact number per aggregate, taken under its row lock';
call guard_tenant_table('outbox_sequence');

create table outbox (
  alliance_id uuid not null,
  fact_id uuid not null,
  aggregate text not null,
  aggregate_id text not null,
  seq bigint not null,
  kind text not null,
  payload jsonb not null,
  announced_at timestamptz not null,
  relayed_at timestamptz,
  attempts integer not null default 0,
  retry_at timestamptz,
  last_error text,
  primary key (alliance_id, fact_id),
  unique (alliance_id, aggregate, aggregate_id, seq)
);
comment on table outbox is 'Facts written in the transaction that made them true, relayed in order per aggregate';
comment on column outbox.retry_at is 'Set after a failed attempt: until then the fact and all later ones of its aggregate wait';
create index outbox_waiting on outbox (announced_at, fact_id) where relayed_at is null;
create index outbox_waiting_of_aggregate on outbox (alliance_id, aggregate, aggregate_id, seq) where relayed_at is null;
create index outbox_failed on outbox (alliance_id, aggregate, aggregate_id) where relayed_at is null and retry_at is not null;
create index outbox_relayed on outbox (relayed_at) where relayed_at is not null;
call guard_tenant_table('outbox');

create table handled_fact (
  alliance_id uuid not null,
  handler text not null,
  fact_id uuid not null,
  handled_at timestamptz not null,
  primary key (alliance_id, handler, fact_id)
);
comment on table handled_fact is 'Which handler has taken which fact: makes every handler idempotent';
create index handled_fact_by_age on handled_fact (handled_at);
call guard_tenant_table('handled_fact');
