import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import type { PartyKind } from '../rules/entry.ts';
import type { ItemGroup, StatementLine } from '../rules/statement-lines.ts';

export interface PartyKey {
  readonly partyKind: PartyKind;
  readonly partyId: string | null;
}

/** One closing of an alliance at a time: two would tell the same postings, or leave gaps in the numbers. */
export async function lockClosing(tx: Tx): Promise<void> {
  await sql`/* settlement.lock-closing */
    select pg_advisory_xact_lock(hashtextextended('settlement-closing ' || ${tx.allianceId}::text, 0))`.execute(
    tx,
  );
}

/** The last day that has been told, "2026-11-23"; null before the first closing. */
export async function lastClosedDay(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`/* settlement.last-closed-day */
    select max(to_day)::text as day from statement where alliance_id = ${tx.allianceId}`.execute(tx);
  return rows[0]!.day;
}

/** Parties with postings before an instant that stand on no statement yet. */
export async function unstatedParties(tx: Tx, until: Date): Promise<PartyKey[]> {
  const { rows } = await sql<{
    party_kind: PartyKind;
    party_id: string | null;
  }>`/* settlement.unstated-parties */
    select distinct a.party_kind, a.party_id
    from posting p
    join account a on a.alliance_id = p.alliance_id and a.account_id = p.account_id
    where p.alliance_id = ${tx.allianceId} and p.statement_id is null and p.at < ${until}
      and a.account in ('earnings', 'payable', 'delivery') and a.party_kind not in ('shoppers', 'provider')
    order by 1, 2`.execute(tx);
  return rows.map((row) => ({ partyKind: row.party_kind, partyId: row.party_id }));
}

/**
 * Stamps each party's open postings with its statement and returns their sums by statement, item and unit. One
 * statement, so that nothing can be stamped without being counted.
 */
export async function stampPostings(
  tx: Tx,
  until: Date,
  statements: readonly (PartyKey & { readonly statementId: string })[],
): Promise<Map<string, ItemGroup[]>> {
  const { rows } = await sql<{
    statement_id: string;
    item: string;
    unit_fen: bigint | null;
    postings: number;
    quantity: number;
    amount_fen: bigint;
  }>`/* settlement.stamp-postings */
    with stamped as (
      update posting p set statement_id = t.id
      from unnest(${statements.map((row) => row.statementId)}::uuid[], ${statements.map((row) => row.partyKind)}::text[],
        ${statements.map((row) => row.partyId)}::uuid[]) as t (id, kind, party)
      join account a on a.alliance_id = ${tx.allianceId} and a.party_kind = t.kind
        and a.party_id is not distinct from t.party and a.account in ('earnings', 'payable', 'delivery')
      where p.alliance_id = ${tx.allianceId} and p.account_id = a.account_id and p.statement_id is null and p.at < ${until}
      returning p.statement_id, p.item, p.unit_fen, p.quantity, p.amount_fen
    )
    select statement_id, item, unit_fen, count(*)::int as postings, sum(quantity)::int as quantity,
      sum(amount_fen)::bigint as amount_fen
    from stamped group by 1, 2, 3 order by 1, 2, 3`.execute(tx);
  const groups = new Map<string, ItemGroup[]>();
  for (const row of rows) {
    const list = groups.get(row.statement_id) ?? [];
    groups.set(row.statement_id, list);
    list.push({
      item: row.item,
      unitFen: row.unit_fen,
      postings: row.postings,
      quantity: row.quantity,
      amountFen: row.amount_fen,
    });
  }
  return groups;
}

export interface NewStatement extends PartyKey {
  readonly statementId: string;
  readonly number: string;
  readonly partyName: string;
  readonly ruleVersion: number;
  readonly dueFen: bigint;
  readonly lines: readonly StatementLine[];
}

export async function insertStatements(
  tx: Tx,
  period: { fromDay: string; toDay: string; numberedOn: string },
  statements: readonly NewStatement[],
): Promise<void> {
  await sql`/* settlement.insert-statements */
    insert into statement (alliance_id, statement_id, number, numbered_on, party_kind, party_id, party_name, from_day, to_day,
      rule_version, state, due_fen, lines, issued_at)
    select ${tx.allianceId}, t.id, t.number, ${period.numberedOn}::date, t.kind, t.party, t.name, ${period.fromDay}::date, ${period.toDay}::date,
      t.version, 'issued', t.due, t.lines, ${tx.now}
    from unnest(${statements.map((row) => row.statementId)}::uuid[], ${statements.map((row) => row.number)}::text[],
      ${statements.map((row) => row.partyKind)}::text[], ${statements.map((row) => row.partyId)}::uuid[],
      ${statements.map((row) => row.partyName)}::text[], ${statements.map((row) => row.ruleVersion)}::int[],
      ${statements.map((row) => row.dueFen.toString())}::bigint[], ${statements.map((row) => JSON.stringify(row.lines))}::jsonb[])
      as t (id, number, kind, party, name, version, due, lines)`.execute(tx);
}

/** Moves a statement between states; false when it was not in one of the expected ones. */
export async function moveStatement(
  tx: Tx,
  move: { statementId: string; from: readonly string[]; to: string; note: string },
): Promise<boolean> {
  const { rows } = await sql`/* settlement.move-statement */
    update statement set state = ${move.to}, note = ${move.note},
      agreed_at = case when ${move.to} = 'agreed' then ${tx.now}::timestamptz else agreed_at end
    where alliance_id = ${tx.allianceId} and statement_id = ${move.statementId} and state = any(${[...move.from]}::text[])
    returning 1`.execute(tx);
  return rows.length === 1;
}
