import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import type { AccountName, Party } from '../rules/entry.ts';
import type { AccountRow } from '../tables.ts';

export interface AccountKey {
  readonly account: AccountName;
  readonly party: Party;
}

export function accountKey({ account, party }: AccountKey): string {
  return `${account} ${party.kind} ${party.id ?? ''}`;
}

/** Opens the accounts that do not exist yet. */
export async function openAccounts(tx: Tx, keys: readonly AccountKey[]): Promise<void> {
  await sql`/* settlement.open-accounts */
    insert into account (alliance_id, account_id, account, party_kind, party_id)
    select ${tx.allianceId}, t.id, t.account, t.kind, t.party
    from unnest(${keys.map(() => tx.newId())}::uuid[], ${keys.map((key) => key.account)}::text[],
      ${keys.map((key) => key.party.kind)}::text[], ${keys.map((key) => key.party.id)}::uuid[]) as t (id, account, kind, party)
    order by t.account, t.kind, t.party
    on conflict do nothing`.execute(tx);
}

/** Account ids by `accountKey`. */
export async function findAccounts(tx: Tx, keys: readonly AccountKey[]): Promise<Map<string, string>> {
  const { rows } = await sql<AccountRow>`/* settlement.find-accounts */
    select a.account_id, a.account, a.party_kind, a.party_id
    from unnest(${keys.map((key) => key.account)}::text[], ${keys.map((key) => key.party.kind)}::text[],
      ${keys.map((key) => key.party.id)}::uuid[]) as t (account, kind, party)
    join account a on a.alliance_id = ${tx.allianceId} and a.account = t.account and a.party_kind = t.kind
      and a.party_id is not distinct from t.party`.execute(tx);
  return new Map(
    rows.map((row) => [
      accountKey({ account: row.account, party: { kind: row.party_kind, id: row.party_id } }),
      row.account_id,
    ]),
  );
}

/** Adds to running balances in sorted order of accounts, so that two writers never wait for each other in a circle. */
export async function addToBalances(tx: Tx, changes: ReadonlyMap<string, bigint>): Promise<void> {
  const sorted = [...changes].sort(([a], [b]) => (a < b ? -1 : 1));
  await sql`/* settlement.add-to-balances */
    insert into account_balance (alliance_id, account_id, balance_fen)
    select ${tx.allianceId}, t.account_id, t.change
    from unnest(${sorted.map(([id]) => id)}::uuid[], ${sorted.map(([, change]) => change.toString())}::bigint[]) as t (account_id, change)
    order by t.account_id
    on conflict (alliance_id, account_id) do update set balance_fen = account_balance.balance_fen + excluded.balance_fen
  `.execute(tx);
}
