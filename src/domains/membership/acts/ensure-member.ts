import type { Tx } from '../../../engines/db/tx.ts';
import { findMemberByPhone, insertMember } from '../store/member.ts';

/** The member with this phone, joined now when new. A known person keeps their name; null names a new one 街坊0042. */
export async function ensureMember(
  tx: Tx,
  { phone, name }: { phone: string; name: string | null },
): Promise<string> {
  const memberId = tx.newId();
  const inserted = await insertMember(tx, { memberId, phone, name: name ?? `街坊${phone.slice(-4)}` });
  const found = inserted ?? (await findMemberByPhone(tx, phone));
  if (!found) throw new Error('A member vanished between insert and read');
  return found;
}
