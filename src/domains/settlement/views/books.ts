import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import type { AccountRow } from '../tables.ts';

/** Sums over the whole journal of an alliance. `balancesMatch`: every running balance equals the sum of its postings. */
export interface BookSums {
  readonly sumFen: bigint;
  readonly entryCount: number;
  readonly postingCount: number;
  readonly balancesMatch: boolean;
}

export async function bookSums(db: Reader): Promise<BookSums> {
  const { rows } = await sql<{
    sum_fen: bigint;
    entries: number;
    postings: number;
    mismatches: number;
  }>`/* settlement.book-sums */
    with sums as (
      select account_id, sum(amount_fen)::bigint as posted_fen, count(*) as n
      from posting where alliance_id = ${db.allianceId} group by account_id
    )
    select coalesce(sum(s.posted_fen), 0)::bigint as sum_fen,
      (select count(*) from journal_entry where alliance_id = ${db.allianceId})::int as entries,
      coalesce(sum(s.n), 0)::int as postings,
      count(*) filter (where coalesce(s.posted_fen, 0) is distinct from coalesce(b.balance_fen, 0))::int as mismatches
    from sums s
    full join (select account_id, balance_fen from account_balance where alliance_id = ${db.allianceId}) b
      using (account_id)`.execute(db);
  const row = rows[0]!;
  return {
    sumFen: row.sum_fen,
    entryCount: row.entries,
    postingCount: row.postings,
    balancesMatch: row.mismatches === 0,
  };
}

/** The same from the running balances, which are checked against the journal every few hours: cheap enough for a page. */
export async function runningSums(db: Reader): Promise<Pick<BookSums, 'sumFen' | 'entryCount'>> {
  const { rows } = await sql<{ sumFen: bigint; entryCount: number }>`/* settlement.running-sums */
    select (select coalesce(sum(balance_fen), 0)::bigint from account_balance where alliance_id = ${db.allianceId}) as "sumFen",
      (select count(*)::int from journal_entry where alliance_id = ${db.allianceId}) as "entryCount"`.execute(
    db,
  );
  return rows[0]!;
}

/** Every account with its running balance, largest claims first. */
export async function listAccounts(db: Reader): Promise<(AccountRow & { balance_fen: bigint })[]> {
  const { rows } = await sql<AccountRow & { balance_fen: bigint }>`/* settlement.list-accounts */
    select a.account_id, a.account, a.party_kind, a.party_id, coalesce(b.balance_fen, 0)::bigint as balance_fen
    from account a
    left join account_balance b on b.alliance_id = a.alliance_id and b.account_id = a.account_id
    where a.alliance_id = ${db.allianceId}
    order by a.account, a.party_kind, balance_fen desc, a.account_id`.execute(db);
  return rows;
}
