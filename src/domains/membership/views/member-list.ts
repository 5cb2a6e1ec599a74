import { sql } from 'kysely';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import type { Role } from '../../../kernel/actor.ts';
import { maskPhone } from '../../../kernel/mask.ts';

export interface MemberRow {
  readonly memberId: string;
  readonly name: string;
  readonly nickname: string;
  readonly phone: string;
  readonly joinedAt: Date;
  readonly grants: {
    grantId: string;
    role: Role;
    shopId: string | null;
    shopName: string | null;
    duties: string[];
  }[];
}

export interface MemberFilter {
  /** `shopper` finds people without any other role; absent finds everybody who has one, or whoever matches `q`. */
  readonly role?: Role | undefined;
  /** Part of a name or nickname, or the beginning of a phone. */
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Members newest first. The phone of somebody without a role is masked: no operator needs a list of shoppers. */
export async function listMembers(
  db: Reader,
  { role, q, cursor, limit }: MemberFilter,
): Promise<{ rows: MemberRow[]; nextCursor: string | null }> {
  const [joinedAt, memberId] = cursor ? decodeCursor(cursor, [instantPart, uuidPart]) : [null, null];
  const wanted = role ?? (q ? 'anybody' : 'staff');
  const { rows } = await sql<MemberRow>`/* membership.list-members */
    select m.member_id as "memberId", m.name, m.nickname, m.phone, m.joined_at as "joinedAt",
      coalesce(granted.grants, '[]') as grants
    from member m
    left join lateral (
      select jsonb_agg(jsonb_build_object('grantId', g.grant_id, 'role', g.role, 'shopId', g.shop_id,
        'shopName', s.name, 'duties', g.duties) order by g.granted_at, g.grant_id) as grants, array_agg(g.role) as roles
      from member_grant g left join shop s on s.alliance_id = g.alliance_id and s.shop_id = g.shop_id
      where g.alliance_id = m.alliance_id and g.member_id = m.member_id
    ) granted on true
    where m.alliance_id = ${db.allianceId}
      and case ${wanted}::text when 'anybody' then true when 'staff' then granted.grants is not null
        when 'shopper' then granted.grants is null else ${wanted}::text = any(granted.roles) end
      and (${q ?? null}::text is null or strpos(m.name, ${q ?? ''}) > 0 or strpos(m.nickname, ${q ?? ''}) > 0
        or starts_with(m.phone, ${q ?? ''}))
      and (${joinedAt}::timestamptz is null or (m.joined_at, m.member_id) < (${joinedAt}::timestamptz, ${memberId}::uuid))
    order by m.joined_at desc, m.member_id desc limit ${limit + 1}::int`.execute(db);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map((row) => (row.grants.length > 0 ? row : { ...row, phone: maskPhone(row.phone) })),
    nextCursor: last ? encodeCursor([last.joinedAt.toISOString(), last.memberId]) : null,
  };
}
