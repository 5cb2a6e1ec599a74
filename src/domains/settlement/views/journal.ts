import { sql } from 'kysely';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import type { PartyKind } from '../rules/entry.ts';

export interface JournalRow {
  readonly entry_id: string;
  readonly at: Date;
  readonly kind: string;
  readonly memo: string;
  readonly source_type: string;
  readonly source_id: string;
  readonly order_number: string | null;
  readonly rule_version: number;
  readonly postings: { account: string; partyKind: PartyKind; partyId: string | null; amountFen: string }[];
}

/** Entries newest first, with their postings. `source` matches the source id or the order number. */
export async function journalPage(
  db: Reader,
  input: {
    kind?: string | undefined;
    source?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<{ rows: JournalRow[]; nextCursor: string | null }> {
  const [at, id] = input.cursor ? decodeCursor(input.cursor, [instantPart, uuidPart]) : [null, null];
  const { rows } = await sql<JournalRow>`/* settlement.journal-page */
    select e.entry_id, e.at, e.kind, e.memo, e.source_type, e.source_id, e.order_number, e.rule_version,
      (select jsonb_agg(jsonb_build_object('account', a.account, 'partyKind', a.party_kind, 'partyId', a.party_id,
          'amountFen', p.amount_fen::text) order by p.line)
        from posting p join account a on a.alliance_id = p.alliance_id and a.account_id = p.account_id
        where p.alliance_id = e.alliance_id and p.entry_id = e.entry_id) as postings
    from journal_entry e
    where e.alliance_id = ${db.allianceId}
      and (${input.kind ?? null}::text is null or e.kind = ${input.kind ?? null})
      and (${input.source ?? null}::text is null or e.source_id = ${input.source ?? null} or e.order_number = ${input.source ?? null})
      and (${at}::timestamptz is null or (e.at, e.entry_id) < (${at}::timestamptz, ${id}::uuid))
    order by e.at desc, e.entry_id desc
    limit ${input.limit + 1}`.execute(db);
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return { rows: page, nextCursor: last ? encodeCursor([last.at.toISOString(), last.entry_id]) : null };
}
