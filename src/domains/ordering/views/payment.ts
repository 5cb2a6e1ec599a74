import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { findGroups } from '../store/groups.ts';
import { findPaymentsOfGroups } from '../store/payments.ts';
import type { Payment } from '../tables.ts';

/** The payment of an order of the person asking; null when it was never begun. */
export async function findMyPayment(db: Reader, orderGroupId: string): Promise<Payment | null> {
  const [group] = await findGroups(db, [orderGroupId]);
  if (!group || group.memberId !== db.actor?.memberId) throw new Refusal('not-found', {}, 'orderGroupId');
  const [payment] = await findPaymentsOfGroups(db, [orderGroupId]);
  return payment ?? null;
}
