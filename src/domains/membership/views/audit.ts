import { sql } from 'kysely';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';

export interface AuditRow {
  readonly auditId: string;
  readonly at: Date;
  readonly actorName: string;
  readonly operation: string;
  readonly subject: string;
  readonly detail: string;
}

/** Privileged acts, newest first. */
export async function listAudit(
  db: Reader,
  {
    operation,
    cursor,
    limit,
  }: { operation?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ rows: AuditRow[]; nextCursor: string | null }> {
  const [at, auditId] = cursor ? decodeCursor(cursor, [instantPart, uuidPart]) : [null, null];
  const { rows } = await sql<AuditRow>`/* membership.list-audit */
    select a.audit_id as "auditId", a.at, coalesce(m.name, '') as "actorName", a.operation, a.subject, a.detail
    from audit_entry a left join member m on m.alliance_id = a.alliance_id and m.member_id = a.member_id
    where a.alliance_id = ${db.allianceId} and (${operation ?? null}::text is null or a.operation = ${operation ?? ''})
      and (${at}::timestamptz is null or (a.at, a.audit_id) < (${at}::timestamptz, ${auditId}::uuid))
    order by a.at desc, a.audit_id desc limit ${limit + 1}::int`.execute(db);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    rows: page,
    nextCursor: last ? encodeCursor([last.at.toISOString(), last.auditId]) : null,
  };
}
