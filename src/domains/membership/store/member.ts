import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import { refuseOnConstraint } from '../../../engines/constraint.ts';
import { Refusal } from '../../../kernel/refusal.ts';

export interface NewMember {
  readonly memberId: string;
  readonly phone: string;
  readonly name: string;
}

/** Inserts a person whose phone is new; null when somebody with this phone is there already. */
export async function insertMember(tx: Tx, member: NewMember): Promise<string | null> {
  const { rows } = await sql<{ memberId: string }>`/* membership.insert-member */
    insert into member (alliance_id, member_id, phone, name, nickname, joined_at)
    values (${tx.allianceId}, ${member.memberId}, ${member.phone}, ${member.name}, ${member.name}, ${tx.now})
    on conflict (alliance_id, phone) do nothing returning member_id as "memberId"`.execute(tx);
  return rows[0]?.memberId ?? null;
}

export async function findMemberByPhone(tx: Tx, phone: string): Promise<string | null> {
  const { rows } = await sql<{ memberId: string }>`/* membership.find-member-by-phone */
    select member_id as "memberId" from member where alliance_id = ${tx.allianceId} and phone = ${phone}
  `.execute(tx);
  return rows[0]?.memberId ?? null;
}

/** Taken before a person's addresses, so that two of their requests do not cross. */
export async function lockMember(tx: Tx, memberId: string): Promise<void> {
  await sql`/* membership.lock-member */
    select 1 from member where alliance_id = ${tx.allianceId} and member_id = ${memberId} for update`.execute(
    tx,
  );
}

export interface MemberPatch {
  readonly name?: string | undefined;
  readonly nickname?: string | undefined;
  readonly building?: string | undefined;
  readonly pickupShopId?: string | null | undefined;
}

export async function patchMember(tx: Tx, memberId: string, patch: MemberPatch): Promise<void> {
  const update = sql`/* membership.patch-member */
    update member set
      name = coalesce(${patch.name ?? null}, name),
      nickname = coalesce(${patch.nickname ?? null}, nickname),
      building = coalesce(${patch.building ?? null}, building),
      pickup_shop_id = case when ${patch.pickupShopId !== undefined}::boolean
        then ${patch.pickupShopId ?? null}::uuid else pickup_shop_id end
    where alliance_id = ${tx.allianceId} and member_id = ${memberId}`;
  await refuseOnConstraint(update.execute(tx), {
    member_pickup_shop_exists: () => new Refusal('not-found', {}, 'pickupShopId'),
  });
}

/** Sets the password only while it is still the one that was verified; false when another request was faster. */
export async function replacePassword(
  tx: Tx,
  memberId: string,
  { from, to }: { from: string | null; to: string },
): Promise<boolean> {
  const { rows } = await sql`/* membership.replace-password */
    update member set password_hash = ${to}
    where alliance_id = ${tx.allianceId} and member_id = ${memberId}
      and password_hash is not distinct from ${from} returning 1`.execute(tx);
  return rows.length === 1;
}
