import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import type { EntryDraft } from '../rules/entry.ts';

/** Inserts entries whose business key is new; returns the ids that were. */
export async function insertEntries(
  tx: Tx,
  entries: readonly { entryId: string; entry: EntryDraft }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ entry_id: string }>`/* settlement.insert-entries */
    insert into journal_entry (alliance_id, entry_id, kind, source_type, source_id, order_group_id, shop_order_id,
      order_number, rule, rule_version, evidence, memo, at)
    select ${tx.allianceId}, t.id, t.kind, t.source_type, t.source_id, t.group_id, t.shop_order_id, t.number, t.rule,
      t.version, t.evidence, t.memo, ${tx.now}
    from unnest(${entries.map(({ entryId }) => entryId)}::uuid[], ${entries.map(({ entry }) => entry.kind)}::text[],
      ${entries.map(({ entry }) => entry.sourceType)}::text[], ${entries.map(({ entry }) => entry.sourceId)}::text[],
      ${entries.map(({ entry }) => entry.orderGroupId)}::uuid[], ${entries.map(({ entry }) => entry.shopOrderId)}::uuid[],
      ${entries.map(({ entry }) => entry.orderNumber)}::text[], ${entries.map(({ entry }) => entry.rule)}::text[],
      ${entries.map(({ entry }) => entry.ruleVersion)}::int[], ${entries.map(({ entry }) => JSON.stringify(entry.evidence))}::jsonb[],
      ${entries.map(({ entry }) => entry.memo)}::text[])
      as t (id, kind, source_type, source_id, group_id, shop_order_id, number, rule, version, evidence, memo)
    on conflict (alliance_id, source_id, kind, source_type) do nothing
    returning entry_id`.execute(tx);
  return new Set(rows.map((row) => row.entry_id));
}

export interface PostingRow {
  readonly entryId: string;
  readonly line: number;
  readonly accountId: string;
  readonly item: string;
  readonly amountFen: bigint;
  readonly quantity: number;
  readonly unitFen: bigint | null;
}

export async function insertPostings(tx: Tx, postings: readonly PostingRow[]): Promise<void> {
  await sql`/* settlement.insert-postings */
    insert into posting (alliance_id, entry_id, line, account_id, item, amount_fen, quantity, unit_fen, at)
    select ${tx.allianceId}, t.entry_id, t.line, t.account_id, t.item, t.amount, t.quantity, t.unit, ${tx.now}
    from unnest(${postings.map((row) => row.entryId)}::uuid[], ${postings.map((row) => row.line)}::int[],
      ${postings.map((row) => row.accountId)}::uuid[], ${postings.map((row) => row.item)}::text[],
      ${postings.map((row) => row.amountFen.toString())}::bigint[], ${postings.map((row) => row.quantity)}::int[],
      ${postings.map((row) => row.unitFen?.toString() ?? null)}::bigint[])
      as t (entry_id, line, account_id, item, amount, quantity, unit)`.execute(tx);
}

/** Who hosted which session when orders were paid, as their entries keep it: by "orderGroupId sessionId". */
export async function findHosts(tx: Tx, orderGroupIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ groupId: string; key: string; memberId: string }>`/* settlement.find-hosts */
    select e.order_group_id as "groupId", h.key, h.value as "memberId"
    from journal_entry e, jsonb_each_text(e.evidence) h
    where e.alliance_id = ${tx.allianceId} and e.source_id = any(${[...orderGroupIds]}::text[])
      and e.source_type = 'order' and e.kind = 'order-paid' and h.key like 'host %'`.execute(tx);
  return new Map(
    rows.map(({ groupId, key, memberId }) => [`${groupId} ${key.slice('host '.length)}`, memberId]),
  );
}
