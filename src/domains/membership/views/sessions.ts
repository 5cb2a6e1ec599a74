import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { actorOfGrants } from '../rules/actor-of-grants.ts';
import type { Grant } from '../tables.ts';

export interface FoundSession {
  readonly allianceId: string;
  readonly memberId: string;
  /** With the duties of the grants; those of the rule book come on top (rulebook.dutiesOf). */
  readonly actor: Actor;
  readonly seenAt: Date;
}

/**
 * Who holds each of these tokens in the alliance of the scope, in order; a token of another alliance opens nothing here.
 * One statement for any number: a crowd arrives together.
 */
export async function findSessions(
  db: Reader,
  tokenHashes: readonly Buffer[],
): Promise<(FoundSession | null)[]> {
  const { rows } = await sql<{
    tokenHash: Buffer;
    memberId: string;
    seenAt: Date;
    grants: Grant[];
  }>`/* membership.find-sessions */
    select s.token_hash as "tokenHash", s.member_id as "memberId", s.seen_at as "seenAt",
      coalesce((
        select jsonb_agg(jsonb_build_object('grantId', g.grant_id, 'role', g.role, 'shopId', g.shop_id,
          'supplierId', g.supplier_id, 'duties', g.duties))
        from member_grant g where g.alliance_id = s.alliance_id and g.member_id = s.member_id
      ), '[]') as grants
    from session s
    where s.alliance_id = ${db.allianceId} and s.token_hash = any(${[...tokenHashes]}::bytea[])
      and s.expires_at > ${db.now}`.execute(db);
  const found = new Map(rows.map((row) => [row.tokenHash.toString('base64'), row]));
  return tokenHashes.map((tokenHash) => {
    const row = found.get(tokenHash.toString('base64'));
    if (!row) return null;
    const { memberId, seenAt, grants } = row;
    return { allianceId: db.allianceId, memberId, seenAt, actor: actorOfGrants(memberId, grants) };
  });
}
