import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';

export interface NewPushAddress {
  readonly channel: 'web-push' | 'wx-subscribe';
  /** What a granted message is good for; null for browsers. */
  readonly kind: string | null;
  readonly endpoint: string;
  readonly data: Readonly<Record<string, string>>;
}

/** A browser belongs to whoever signed in last on it. */
export async function putBrowser(tx: Tx, memberId: string, address: NewPushAddress): Promise<void> {
  await sql`/* membership.put-browser */
    insert into push_address (alliance_id, address_id, member_id, channel, kind, endpoint, data, added_at)
    values (${tx.allianceId}, ${tx.newId()}, ${memberId}, 'web-push', null, ${address.endpoint},
      ${JSON.stringify(address.data)}::jsonb, ${tx.now})
    on conflict (alliance_id, endpoint) where channel = 'web-push' do update
      set member_id = excluded.member_id, data = excluded.data, added_at = excluded.added_at`.execute(tx);
}

/** At most so many of one person: the oldest go. */
export async function trimAddresses(tx: Tx, memberId: string, most: number): Promise<void> {
  await sql`/* membership.trim-push-addresses */
    delete from push_address where alliance_id = ${tx.allianceId} and address_id in (
      select address_id from push_address where alliance_id = ${tx.allianceId} and member_id = ${memberId}
      order by added_at desc, address_id desc offset ${most}::int)`.execute(tx);
}

export async function insertGrant(tx: Tx, memberId: string, address: NewPushAddress): Promise<void> {
  await sql`/* membership.insert-push-grant */
    insert into push_address (alliance_id, address_id, member_id, channel, kind, endpoint, data, added_at)
    values (${tx.allianceId}, ${tx.newId()}, ${memberId}, 'wx-subscribe', ${address.kind}, ${address.endpoint},
      ${JSON.stringify(address.data)}::jsonb, ${tx.now})`.execute(tx);
}

export async function deleteBrowser(tx: Tx, memberId: string, endpoint: string): Promise<void> {
  await sql`/* membership.delete-browser */
    delete from push_address where alliance_id = ${tx.allianceId} and member_id = ${memberId}
      and endpoint = ${endpoint} and channel = 'web-push'`.execute(tx);
}

export async function deleteAddresses(tx: Tx, addressIds: readonly string[]): Promise<void> {
  await sql`/* membership.delete-push-addresses */
    delete from push_address where alliance_id = ${tx.allianceId} and address_id = any(${addressIds}::uuid[])`.execute(
    tx,
  );
}
