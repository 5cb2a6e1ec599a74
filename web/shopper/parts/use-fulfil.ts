import { useState } from 'react';
import { type In, useRead } from '../../kit/use-api.ts';
import type { Address } from './answers.ts';
import { useMe } from './use-me.ts';
import { usePlace } from './use-place.ts';

export type Fulfil = In<'ordering', 'placeOrder'>['fulfil'];
export type FulfilKind = Fulfil['kind'];
/** What is still to be said before an order can be placed. */
export type FulfilGap = 'pickup' | 'address' | 'slot';

const oftenMs = 60_000;

/** How the shopper gets the goods: fetched at a shop, or brought to an address in a slot. */
export function useFulfil() {
  const { me } = useMe();
  const { pickup } = usePlace();
  const [kind, setKind] = useState<FulfilKind>('pickup');
  const [addressId, setAddressId] = useState<string>();
  const [slotStart, setSlotStart] = useState<string>();
  const isDelivery = kind === 'delivery';
  const slots = useRead('ordering', 'listSlots', {}, { enabled: isDelivery, refetchInterval: oftenMs });
  const addresses = useRead('membership', 'listAddresses', {}, { enabled: isDelivery && me !== undefined });
  const address = chosenAddress(addresses.data?.rows ?? [], addressId);
  const slot = slots.data?.rows.find((row) => row.slotStart === slotStart && row.left > 0);
  const fulfil: Fulfil | undefined = isDelivery
    ? address && slot && { kind, addressId: address.addressId, slotStart: slot.slotStart }
    : pickup && { kind, pickupShopId: pickup.shopId };
  const gap: FulfilGap | undefined = fulfil
    ? undefined
    : !isDelivery
      ? 'pickup'
      : address
        ? 'slot'
        : 'address';
  const feeFen = isDelivery ? (slots.data?.deliveryFeeFen ?? '0') : '0';
  return {
    kind,
    setKind,
    pickup,
    addresses,
    address,
    setAddressId,
    slots,
    slot,
    setSlotStart,
    fulfil,
    gap,
    feeFen,
  };
}

export type FulfilState = ReturnType<typeof useFulfil>;

function chosenAddress(rows: readonly Address[], addressId: string | undefined): Address | undefined {
  return rows.find((row) => row.addressId === addressId) ?? rows.find((row) => row.isDefault) ?? rows[0];
}
