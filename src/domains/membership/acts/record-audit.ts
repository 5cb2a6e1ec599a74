import type { Tx } from '../../../engines/db/tx.ts';
import { insertAuditEntry, type AuditEntry } from '../store/audit.ts';

/** Writes what a privileged person did, in the transaction of the act: no act without its trace, no trace without it. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await insertAuditEntry(tx, entry);
}
