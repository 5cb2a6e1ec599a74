import { sql } from 'kysely';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import type { StatementRow } from '../tables.ts';

/** Which statements a person may see: all (operator), or those of the parties they act for. */
export interface PartyFilter {
  readonly all: boolean;
  readonly partyIds: readonly string[];
}

const datePart = /^\d{4}-\d\d-\d\d$/;

export async function statementPage(
  db: Reader,
  filter: PartyFilter,
  input: { partyId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ rows: StatementRow[]; nextCursor: string | null }> {
  const [day, id] = input.cursor ? decodeCursor(input.cursor, [datePart, uuidPart]) : [null, null];
  const { rows } = await sql<StatementRow>`/* settlement.statement-page */
    select statement_id, number, party_kind, party_id, party_name, from_day::text, to_day::text, rule_version, state,
      due_fen, lines, note, issued_at, agreed_at
    from statement
    where alliance_id = ${db.allianceId}
      and (${filter.all} or party_id = any(${[...filter.partyIds]}::uuid[]))
      and (${input.partyId ?? null}::uuid is null or party_id = ${input.partyId ?? null})
      and (${day}::date is null or (to_day, statement_id) < (${day}::date, ${id}::uuid))
    order by to_day desc, statement_id desc
    limit ${input.limit + 1}`.execute(db);
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return { rows: page, nextCursor: last ? encodeCursor([last.to_day, last.statement_id]) : null };
}

export async function findStatement(db: Reader, statementId: string): Promise<StatementRow | null> {
  const { rows } = await sql<StatementRow>`/* settlement.find-statement */
    select statement_id, number, party_kind, party_id, party_name, from_day::text, to_day::text, rule_version, state,
      due_fen, lines, note, issued_at, agreed_at
    from statement where alliance_id = ${db.allianceId} and statement_id = ${statementId}`.execute(db);
  return rows[0] ?? null;
}

export interface StatementPosting {
  readonly entry_id: string;
  readonly line: number;
  readonly at: Date;
  readonly item: string;
  readonly memo: string;
  readonly order_number: string | null;
  readonly rule: string;
  readonly rule_version: number;
  readonly amount_fen: bigint;
}

const lineKey = [instantPart, uuidPart, /^\d{1,6}$/];

/** The postings behind a statement, oldest first. */
export async function statementPostings(
  db: Reader,
  input: { statementId: string; item?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ rows: StatementPosting[]; nextCursor: string | null }> {
  const [at, id, line] = input.cursor ? decodeCursor(input.cursor, lineKey) : [null, null, null];
  const { rows } = await sql<StatementPosting>`/* settlement.statement-postings */
    select p.entry_id, p.line, e.at, p.item, e.memo, e.order_number, e.rule, e.rule_version, p.amount_fen
    from posting p
    join journal_entry e on e.alliance_id = p.alliance_id and e.entry_id = p.entry_id
    where p.alliance_id = ${db.allianceId} and p.statement_id = ${input.statementId}
      and (${input.item ?? null}::text is null or p.item = ${input.item ?? null})
      and (${at}::timestamptz is null or (e.at, p.entry_id, p.line) > (${at}::timestamptz, ${id}::uuid, ${line}::int))
    order by e.at, p.entry_id, p.line
    limit ${input.limit + 1}`.execute(db);
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    rows: page,
    nextCursor: last ? encodeCursor([last.at.toISOString(), last.entry_id, String(last.line)]) : null,
  };
}

/** Savings credited on a statement's entries: the whole of each pool and its parts, as posted. */
export async function statementSavings(
  db: Reader,
  statementId: string,
): Promise<{ shopsFen: bigint; shoppersFen: bigint; fundFen: bigint } | null> {
  const { rows } = await sql<{
    shops_fen: bigint;
    shoppers_fen: bigint;
    fund_fen: bigint;
    entries: number;
  }>`/* settlement.statement-savings */
    with mine as (
      select distinct p.entry_id from posting p
      join journal_entry e on e.alliance_id = p.alliance_id and e.entry_id = p.entry_id and e.kind = 'saving-split'
      where p.alliance_id = ${db.allianceId} and p.statement_id = ${statementId}
    )
    select coalesce(sum(p.amount_fen) filter (where p.item = 'saving' and a.party_kind = 'shop'), 0)::bigint as shops_fen,
      coalesce(sum(p.amount_fen) filter (where p.item in ('saving-passed-on', 'saving-rebate')), 0)::bigint as shoppers_fen,
      coalesce(sum(p.amount_fen) filter (where p.item = 'saving' and a.account = 'earnings' and a.party_kind = 'fund'), 0)::bigint as fund_fen,
      (select count(*) from mine)::int as entries
    from mine m
    join posting p on p.alliance_id = ${db.allianceId} and p.entry_id = m.entry_id
    join account a on a.alliance_id = p.alliance_id and a.account_id = p.account_id`.execute(db);
  const row = rows[0]!;
  if (row.entries === 0) return null;
  return { shopsFen: row.shops_fen, shoppersFen: row.shoppers_fen, fundFen: row.fund_fen };
}
