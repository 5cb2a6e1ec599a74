import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import { refuseOnConstraint } from '../../../engines/constraint.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Grant, GrantRole } from '../tables.ts';

export interface GrantOfMember extends Grant {
  readonly memberId: string;
}

/** Giving the same role again replaces its duties. Answers the id of the grant that stands. */
export async function upsertGrant(tx: Tx, grant: GrantOfMember): Promise<string> {
  const upsert = sql<{ grantId: string }>`/* membership.upsert-grant */
    insert into member_grant (alliance_id, grant_id, member_id, role, shop_id, supplier_id, duties, granted_at)
    values (${tx.allianceId}, ${grant.grantId}, ${grant.memberId}, ${grant.role}, ${grant.shopId}::uuid,
      ${grant.supplierId}::uuid, ${[...grant.duties]}::text[], ${tx.now})
    on conflict on constraint member_grant_once do update set duties = excluded.duties
    returning grant_id as "grantId"`;
  const { rows } = await refuseOnConstraint(upsert.execute(tx), {
    member_grant_shop_exists: () => new Refusal('not-found', {}, 'shopId'),
  });
  return rows[0]!.grantId;
}

/** Locks every operator's grant of the alliance: two operators cannot take each other's at the same moment. */
export async function lockOperatorGrants(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ grantId: string }>`/* membership.lock-operator-grants */
    select grant_id as "grantId" from member_grant
    where alliance_id = ${tx.allianceId} and role = 'operator' order by grant_id for update`.execute(tx);
  return rows.map(({ grantId }) => grantId);
}

export async function deleteGrant(
  tx: Tx,
  grantId: string,
): Promise<{ memberId: string; role: GrantRole } | null> {
  const { rows } = await sql<{ memberId: string; role: GrantRole }>`/* membership.delete-grant */
    delete from member_grant where alliance_id = ${tx.allianceId} and grant_id = ${grantId}
    returning member_id as "memberId", role`.execute(tx);
  return rows[0] ?? null;
}
