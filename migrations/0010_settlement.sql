-- Double-entry books.

create table account (
  alliance_id uuid not null references alliance,
  account_id uuid not null,
  account text not null,
  party_kind text not null,
  party_id uuid,
  primary key (alliance_id, account_id),
  constraint account_once unique nulls not distinct (alliance_id, account, party_kind, party_id)
);
call guard_tenant_table('account');

create table journal_entry (
  alliance_id uuid not null references alliance,
  entry_id uuid not null,
  kind text not null,
  source_type text not null,
  source_id text not null,
  order_group_id uuid,
  shop_order_id uuid,
  order_number text,
  rule text not null,
  rule_version integer not null,
  evidence jsonb not null default '{}',
  memo text not null,
  at timestamptz not null,
  primary key (alliance_id, entry_id),
  -- The business key: posting the same fact twice is impossible. The source leads: people search the journal by it.
  constraint journal_entry_once unique (alliance_id, source_id, kind, source_type)
);
create index journal_entry_newest on journal_entry (alliance_id, at desc, entry_id desc);
create index journal_entry_by_number on journal_entry (alliance_id, order_number) where order_number is not null;
call guard_tenant_table('journal_entry');

create table posting (
  alliance_id uuid not null,
  entry_id uuid not null,
  line integer not null,
  account_id uuid not null,
  item text not null,
  amount_fen bigint not null check (amount_fen <> 0),
  -- How the sum came about, for people with a calculator: pieces × unit where it is one.
  quantity integer not null,
  unit_fen bigint,
  statement_id uuid,
  at timestamptz not null,
  primary key (alliance_id, entry_id, line),
  foreign key (alliance_id, entry_id) references journal_entry,
  foreign key (alliance_id, account_id) references account
);
comment on column posting.amount_fen is 'Positive: the alliance owes the party more (or the party’s claim grows); an entry sums to zero';
create index posting_by_account on posting (alliance_id, account_id, at);
create index posting_unstated on posting (alliance_id, account_id, at) where statement_id is null;
create index posting_by_statement on posting (alliance_id, statement_id) where statement_id is not null;
call guard_tenant_table('posting');

create table account_balance (
  alliance_id uuid not null,
  account_id uuid not null,
  balance_fen bigint not null,
  primary key (alliance_id, account_id),
  foreign key (alliance_id, account_id) references account
);
call guard_tenant_table('account_balance');

-- Append-only: the app role may not update or delete entries, and of a posting only stamp its statement once.
revoke update, delete on journal_entry from lianbo_app;
revoke update, delete on posting from lianbo_app;
grant update (statement_id) on posting to lianbo_app;
create function refuse_change() returns trigger language plpgsql as $$
begin raise exception 'The journal is append-only' using errcode = 'LB001'; end $$;
create trigger journal_entry_append_only before update or delete on journal_entry for each row execute function refuse_change();
create function posting_only_stated_once() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.statement_id is null
     and (new.alliance_id, new.entry_id, new.line, new.account_id, new.item, new.amount_fen, new.quantity, new.unit_fen, new.at)
       is not distinct from
         (old.alliance_id, old.entry_id, old.line, old.account_id, old.item, old.amount_fen, old.quantity, old.unit_fen, old.at) then
    return new;
  end if;
  raise exception 'The journal is append-only' using errcode = 'LB001';
end $$;
create trigger posting_append_only before update or delete on posting for each row execute function posting_only_stated_once();

-- Entries sum to zero: checked when the transaction commits.
create function entry_sums_to_zero() returns trigger language plpgsql as $$
begin
  if (select sum(amount_fen) from posting where alliance_id = new.alliance_id and entry_id = new.entry_id) <> 0 then
    raise exception 'Journal entry % does not sum to zero', new.entry_id using errcode = 'LB002';
  end if;
  return null;
end $$;
create constraint trigger posting_balanced after insert on posting deferrable initially deferred for each row execute function entry_sums_to_zero();

create table statement (
  alliance_id uuid not null,
  statement_id uuid not null,
  number text not null,
  numbered_on date not null,
  party_kind text not null,
  party_id uuid,
  party_name text not null,
  from_day date not null,
  to_day date not null,
  rule_version integer not null,
  state text not null check (state in ('draft', 'issued', 'agreed', 'disputed')),
  due_fen bigint not null,
  lines jsonb not null,
  note text not null default '',
  issued_at timestamptz,
  agreed_at timestamptz,
  primary key (alliance_id, statement_id),
  constraint statement_number_unique unique (alliance_id, numbered_on, number),
  constraint statement_once unique nulls not distinct (alliance_id, party_kind, party_id, from_day, to_day)
);
call guard_tenant_table('statement');
comment on column statement.numbered_on is 'The number people read repeats every year, the day beside it does not';
create index statement_newest on statement (alliance_id, to_day desc, statement_id desc);
-- What a statement says is fixed when it is issued; only its party's word is added.
revoke update, delete on statement from lianbo_app;
grant update (state, note, agreed_at) on statement to lianbo_app;
