import type { Output } from '../../../../contract/endpoint.ts';
import type { ordering } from '../../../../contract/ordering.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { currentRules } from '../../rulebook/index.ts';
import { openSlots, slotCapacity } from '../rules/slots.ts';
import { countSlots } from '../store/slots.ts';

/** The delivery slots of the next days with the places left in each. */
export async function listSlots(db: Reader): Promise<Output<typeof ordering.listSlots>> {
  const slots = openSlots(db.now);
  const counted = await countSlots(
    db,
    slots.map(({ slotStart }) => slotStart),
  );
  const households = new Map(counted.map((row) => [row.slotStart.getTime(), row.households]));
  const { rules } = await currentRules(db);
  return {
    rows: slots.map((slot) => ({
      ...slot,
      left: Math.max(0, slotCapacity - (households.get(slot.slotStart.getTime()) ?? 0)),
    })),
    deliveryFeeFen: rules.delivery.shopperFeeFen,
  };
}
