import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeShops, findAddresses } from '../../membership/index.ts';
import { findSlot, slotCapacity } from '../rules/slots.ts';
import { countSlots, lockSlots } from '../store/slots.ts';
import type { Fulfil } from '../tables.ts';
import type { OrderRequest } from './order-request.ts';

export interface Place {
  readonly fulfil: Fulfil | null;
  /** Slot to take a place in, null for pickup. */
  readonly slot: string | null;
  readonly problem: Refusal | null;
}

export interface Places {
  /** One per request, in order. */
  readonly places: readonly Place[];
  readonly slotsLeft: ReadonlyMap<string, number>;
}

/** Where the orders of a batch go: pickup points and addresses are looked up, delivery slots locked and counted. */
export async function lockPlaces(tx: Tx, requests: readonly OrderRequest[]): Promise<Places> {
  const pickups = requests.flatMap(({ fulfil }) => (fulfil.kind === 'pickup' ? [fulfil.pickupShopId] : []));
  const deliveries = requests.flatMap(({ memberId, fulfil }) =>
    fulfil.kind === 'delivery'
      ? [{ memberId, addressId: fulfil.addressId, slotStart: fulfil.slotStart }]
      : [],
  );
  const shops = pickups.length > 0 ? await describeShops(tx, [...new Set(pickups)]) : new Map();
  const addresses = deliveries.length > 0 ? await findAddresses(tx, deliveries) : new Map();
  const starts = [...new Set(deliveries.map(({ slotStart }) => slotStart.getTime()))]
    .map((time) => new Date(time))
    .filter((start) => findSlot(tx.now, start) !== null);
  if (starts.length > 0) await lockSlots(tx, starts);
  const households = starts.length > 0 ? await countSlots(tx, starts) : [];
  const slotsLeft = new Map(starts.map((start) => [start.toISOString(), slotCapacity]));
  for (const { slotStart, households: count } of households) {
    slotsLeft.set(slotStart.toISOString(), slotCapacity - count);
  }
  return { places: requests.map((request) => placeOf(request, tx.now)), slotsLeft };

  function placeOf({ memberId, fulfil }: OrderRequest, now: Date): Place {
    if (fulfil.kind === 'pickup') {
      if (!shops.get(fulfil.pickupShopId)?.isPickupPoint) {
        return refused(new Refusal('not-found', {}, 'fulfil.pickupShopId'));
      }
      const { pickupShopId } = fulfil;
      const none = { address: null, slotStart: null, slotEnd: null };
      return { fulfil: { kind: 'pickup', pickupShopId, ...none }, slot: null, problem: null };
    }
    const address = addresses.get(`${memberId}:${fulfil.addressId}`);
    if (!address) return refused(new Refusal('address-needed', {}, 'fulfil.addressId'));
    const slot = findSlot(now, fulfil.slotStart);
    if (!slot) return refused(new Refusal('slot-gone', {}, 'fulfil.slotStart'));
    const { addressId: _, isDefault: __, ...snapshot } = address;
    return {
      fulfil: { kind: 'delivery', pickupShopId: null, address: snapshot, ...slot },
      slot: slot.slotStart.toISOString(),
      problem: null,
    };
  }
}

function refused(problem: Refusal): Place {
  return { fulfil: null, slot: null, problem };
}
