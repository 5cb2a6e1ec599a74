import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { maskName } from '../../../kernel/mask.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { addOrderEvents } from '../../ordering/index.ts';
import { pickupRedeemed } from '../facts.ts';
import { allocationsOfShipments } from '../store/allocations.ts';
import { finishShipments, shipmentsOfOrders } from '../store/shipments.ts';
import { closeTicket, lockTicket } from '../store/tickets.ts';
import { handOver } from './hand-over.ts';

export interface Redeemed {
  readonly orderNumber: string;
  readonly buyerName: string;
  readonly lines: { readonly title: string; readonly quantity: number }[];
}

/**
 * Hands over what lies at the point against the code. The code stays good while other parcels of the order are coming.
 *
 * @throws Refusal pickup-code-wrong, also for a code that is used up; parcels-not-here
 */
export async function redeemPickup(
  tx: Tx,
  { shopId, code }: { readonly shopId: string; readonly code: string },
): Promise<Redeemed> {
  const ticket = await lockTicket(tx, shopId, code);
  if (!ticket) throw new Refusal('pickup-code-wrong', {}, 'code');
  const parcels = await shipmentsOfOrders(tx, [ticket.shopOrderId]);
  const ids = parcels.map(({ shipmentId }) => shipmentId);
  const done = await finishShipments(tx, ids, 'at-pickup', tx.now);
  const [first] = done;
  refuseUnless(first, 'parcels-not-here', {}, 'code');
  const isFirstTime = parcels.every(({ state }) => state !== 'done');
  await handOver(tx, done, tx.now);
  await closeTicket(tx, ticket.shopOrderId);
  const { orderGroupId, shopOrderId } = first;
  await addOrderEvents(tx, [{ orderGroupId, shopOrderId, kind: 'redeemed', text: '已凭自提码取货' }]);
  if (isFirstTime) await announce(tx, [pickupRedeemed(first)]);
  const lines = await allocationsOfShipments(
    tx,
    done.map(({ shipmentId }) => shipmentId),
  );
  return {
    orderNumber: first.orderNumber,
    buyerName: maskName(first.contactName),
    lines: lines.map(({ title, quantity }) => ({ title, quantity })),
  };
}
