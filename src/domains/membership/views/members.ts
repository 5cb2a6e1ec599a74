import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import type { Grant, GrantRole, Member } from '../tables.ts';

const staffMax = 1_000;

/** The members of these ids; unknown ids are absent from the map. Phones are whole: mask them at the door. */
export async function describeMembers(
  db: Reader,
  memberIds: readonly string[],
): Promise<Map<string, Member>> {
  const { rows } = await sql<Member>`/* membership.describe-members */
    select member_id as "memberId", name, nickname, phone, building from member
    where alliance_id = ${db.allianceId} and member_id = any(${memberIds}::uuid[])`.execute(db);
  return new Map(rows.map((member) => [member.memberId, member]));
}

export interface Person extends Member {
  readonly pickupShopId: string | null;
  readonly hasPassword: boolean;
  readonly grants: readonly Grant[];
}

/** One member with everything granted to them, null when the alliance has no such member. */
export async function findPerson(db: Reader, memberId: string): Promise<Person | null> {
  const { rows } = await sql<Person>`/* membership.find-person */
    select m.member_id as "memberId", m.name, m.nickname, m.phone, m.building, m.pickup_shop_id as "pickupShopId",
      m.password_hash is not null as "hasPassword",
      coalesce((
        select jsonb_agg(jsonb_build_object('grantId', g.grant_id, 'role', g.role, 'shopId', g.shop_id,
          'supplierId', g.supplier_id, 'duties', g.duties) order by g.granted_at, g.grant_id)
        from member_grant g where g.alliance_id = m.alliance_id and g.member_id = m.member_id
      ), '[]') as grants
    from member m where m.alliance_id = ${db.allianceId} and m.member_id = ${memberId}`.execute(db);
  return rows[0] ?? null;
}

/** People with a role, by name: hosts to schedule, couriers to send out. */
export async function listStaff(db: Reader, role: GrantRole): Promise<Member[]> {
  const { rows } = await sql<Member>`/* membership.list-staff */
    select m.member_id as "memberId", m.name, m.nickname, m.phone, m.building from member m
    where m.alliance_id = ${db.allianceId} and exists (
      select 1 from member_grant g
      where g.alliance_id = m.alliance_id and g.member_id = m.member_id and g.role = ${role})
    order by m.name, m.member_id limit ${staffMax}::int`.execute(db);
  return rows;
}

/** Who a phone belongs to, with the hash to verify a password against. */
export async function findCredential(
  db: Reader,
  phone: string,
): Promise<{ memberId: string; passwordHash: string | null } | null> {
  const { rows } = await sql<{
    memberId: string;
    passwordHash: string | null;
  }>`/* membership.find-credential */
    select member_id as "memberId", password_hash as "passwordHash" from member
    where alliance_id = ${db.allianceId} and phone = ${phone}`.execute(db);
  return rows[0] ?? null;
}
