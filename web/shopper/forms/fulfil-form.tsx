import { Bike, Footprints } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useFormat } from '../../kit/format/use-format.ts';
import { Segmented } from '../../kit/parts/choices.tsx';
import { buttonClass } from '../../kit/parts/button.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { SelectField } from '../../kit/parts/inputs.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { AddressSheet } from '../parts/address-sheet.tsx';
import type { BasketLine } from '../parts/basket.ts';
import { ChangeRow } from '../parts/change-row.tsx';
import { PickupSheet } from '../parts/pickup-sheet.tsx';
import { Shown } from '../parts/shown.tsx';
import type { FulfilState } from '../parts/use-fulfil.ts';
import { useCheckoutText } from '../texts/checkout.ts';

/** Pool goods do not exist before the cut-off: no earlier slot can bring them. 0 without pools. */
function lastCutOffMs(lines: readonly BasketLine[]): number {
  return Math.max(0, ...lines.map(({ progress }) => (progress ? Date.parse(progress.cutOffAt) : 0)));
}

/** Fetch it or have it brought; each with the one thing that must be known. */
export function FulfilForm({ state, lines }: { state: FulfilState; lines: readonly BasketLine[] }) {
  const T = useCheckoutText();
  return (
    <div className="grid gap-3">
      <Segmented
        label={T.way}
        value={state.kind}
        onChange={state.setKind}
        options={[
          { value: 'pickup', label: <WayLabel icon={Footprints} text={T.pickup} /> },
          { value: 'delivery', label: <WayLabel icon={Bike} text={T.delivery} /> },
        ]}
      />
      {state.kind === 'pickup' ? (
        <PickupRow state={state} hasPool={lines.some((line) => line.progress !== null)} />
      ) : (
        <DeliveryRows state={state} notBeforeMs={lastCutOffMs(lines)} />
      )}
    </div>
  );
}

function WayLabel({ icon, text }: { icon: typeof Bike; text: ReactNode }) {
  return (
    <span className="flex items-center gap-1">
      <Icon as={icon} size={16} />
      {text}
    </span>
  );
}

function PickupRow({ state: { pickup }, hasPool }: { state: FulfilState; hasPool: boolean }) {
  const T = useCheckoutText();
  const F = useFormat();
  const [isOpen, setOpen] = useState(false);
  const far = pickup?.distanceMetre == null ? pickup?.address : F.walk(pickup.distanceMetre);
  return (
    <>
      <ChangeRow
        icon={Footprints}
        title={pickup ? T.pickupAt(pickup.name) : T.needPickup}
        note={[far, hasPool ? T.poolPickupWhen : T.pickupWhen].filter(Boolean).join(' · ')}
        change={T.change}
        label={T.changePickup}
        onChange={() => setOpen(true)}
      />
      <PickupSheet isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

function DeliveryRows({ state, notBeforeMs }: { state: FulfilState; notBeforeMs: number }) {
  const T = useCheckoutText();
  const [isOpen, setOpen] = useState(false);
  const { address, addresses } = state;
  return (
    <>
      <Shown of={addresses} skeleton={<Skeleton h={44} />}>
        {() =>
          address ? (
            <ChangeRow
              icon={Bike}
              title={`${address.building} ${address.room}`}
              note={`${address.contactName} ${address.phone}${address.detail && ` · ${address.detail}`}`}
              change={T.change}
              label={T.changeAddress}
              onChange={() => setOpen(true)}
            />
          ) : (
            <button
              type="button"
              className={buttonClass({ kind: 'soft', isBlock: true })}
              onClick={() => setOpen(true)}
            >
              {T.addAddress}
            </button>
          )
        }
      </Shown>
      <AddressSheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        current={address?.addressId}
        onChoose={({ addressId }) => state.setAddressId(addressId)}
      />
      <SlotField state={state} notBeforeMs={notBeforeMs} />
    </>
  );
}

function SlotField({
  state: { slots, slot, setSlotStart },
  notBeforeMs,
}: {
  state: FulfilState;
  notBeforeMs: number;
}) {
  const T = useCheckoutText();
  const F = useFormat();
  return (
    <Shown of={slots} skeleton={<Skeleton h={66} />}>
      {({ rows, deliveryFeeFen }) => {
        const open = rows.filter((row) => row.left > 0 && Date.parse(row.slotStart) > notBeforeMs);
        if (open.length === 0) return <p className="text-sm text-bad">{T.noSlot}</p>;
        return (
          <SelectField
            label={T.slot}
            value={slot?.slotStart ?? ''}
            onChange={setSlotStart}
            placeholder={T.chooseSlot}
            hint={T.fee(F.money(deliveryFeeFen))}
            options={open.map((row) => ({
              value: row.slotStart,
              label: `${F.day(row.slotStart)} ${F.clock(row.slotStart)}–${F.clock(row.slotEnd)}`,
            }))}
          />
        );
      }}
    </Shown>
  );
}
