import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';

export interface AuditEntry {
  readonly operation: string;
  readonly subject: string;
  readonly detail: string;
}

export async function insertAuditEntry(tx: Tx, entry: AuditEntry): Promise<void> {
  await sql`/* membership.insert-audit-entry */
    insert into audit_entry (alliance_id, audit_id, at, member_id, operation, subject, detail)
    values (${tx.allianceId}, ${tx.newId()}, ${tx.now}, ${tx.actor?.memberId ?? null}::uuid, ${entry.operation},
      ${entry.subject}, ${entry.detail})`.execute(tx);
}
