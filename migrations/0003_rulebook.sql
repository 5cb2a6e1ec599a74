-- The rule book: one typed document per version, never changed once adopted.

create table rule_book_version (
  alliance_id uuid not null references alliance,
  version integer not null check (version >= 1),
  effective_from timestamptz not null,
  adopted_at timestamptz not null,
  adopted_by uuid,
  note text not null,
  rules jsonb not null,
  primary key (alliance_id, version)
);
call guard_tenant_table('rule_book_version');
revoke update, delete on rule_book_version from lianbo_app;
