import { sql } from 'kysely';
import { formatYuan } from '../../../kernel/money.ts';
import type { Reader } from '../../../engines/db/tx.ts';

/** Statements that wait for their party's word: of the given shops, or of everybody (null). */
export async function statementsToCheck(
  db: Reader,
  partyIds: readonly string[] | null,
): Promise<{ count: number; worst: string }> {
  const { rows } = await sql<{
    count: number;
    worst: string | null;
    due_fen: bigint;
  }>`/* settlement.statements-to-check */
    select count(*)::int as count, (array_agg(number || ' ' || party_name order by issued_at))[1] as worst,
      coalesce(sum(due_fen), 0)::bigint as due_fen
    from statement
    where alliance_id = ${db.allianceId} and state in ('issued', 'disputed')
      and (${partyIds}::uuid[] is null or party_id = any(${partyIds}::uuid[]))`.execute(db);
  const { count, worst, due_fen: dueFen } = rows[0]!;
  return { count, worst: worst ? `${worst}，合计 ${formatYuan(dueFen)}` : '' };
}
