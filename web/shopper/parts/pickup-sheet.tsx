import { Check, LocateFixed } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../kit/format/use-format.ts';
import { Button } from '../../kit/parts/button.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { Sheet } from '../../kit/parts/modal.tsx';
import { EmptyState, Skeleton } from '../../kit/parts/states.tsx';
import { askPosition, canAskPosition } from '../platform/position.ts';
import { usePickupText } from '../texts/pickup.ts';
import type { Shop } from './answers.ts';
import { ShopTile } from './shop-tile.tsx';
import { Shown } from './shown.tsx';
import { rememberPosition, usePlace } from './use-place.ts';

/** The pickup points, nearest first once the phone may say where it is. */
export function PickupSheet({
  isOpen,
  onClose,
  onChoose,
}: {
  isOpen: boolean;
  onClose: () => void;
  /** Besides remembering it. */
  onChoose?: (shop: Shop) => void;
}) {
  const T = usePickupText();
  const { shops, points, pickup, choose } = usePlace();
  function take(shop: Shop) {
    choose(shop);
    onChoose?.(shop);
    onClose();
  }
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title={T.title}>
      {canAskPosition() && <Locate />}
      <Shown of={shops} skeleton={<Skeleton h={180} />}>
        {() =>
          points.length === 0 ? (
            <EmptyState text={T.none} picture="mailbox" />
          ) : (
            <ul className="grid">
              {points.map((shop) => (
                <li key={shop.shopId} className="border-t border-line-2">
                  <PointRow shop={shop} isOn={shop.shopId === pickup?.shopId} onTake={() => take(shop)} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Sheet>
  );
}

function PointRow({ shop, isOn, onTake }: { shop: Shop; isOn: boolean; onTake: () => void }) {
  const T = usePickupText();
  const F = useFormat();
  const far = shop.distanceMetre === null ? '' : `${F.walk(shop.distanceMetre)} · `;
  return (
    <button
      type="button"
      className="flex items-center gap-3 w-full py-3 text-left rounded-m"
      aria-pressed={isOn}
      onClick={onTake}
    >
      <ShopTile kind={shop.kind} />
      <span className="grid flex-1 min-w-0">
        <b className="text-lg leading-tight">{shop.name}</b>
        <small className="text-sm text-ink-3">
          {far}
          {shop.address}
        </small>
        <small className="text-sm text-ink-3">{T.hours(shop.openingHours)}</small>
      </span>
      {isOn && (
        <span className="flex items-center gap-1 text-sm text-leaf-700">
          <Icon as={Check} size={16} />
          {T.chosen}
        </span>
      )}
    </button>
  );
}

function Locate() {
  const T = usePickupText();
  const [state, setState] = useState<'idle' | 'asking' | 'none'>('idle');
  function ask() {
    setState('asking');
    askPosition().then(
      (place) => {
        rememberPosition(place);
        setState('idle');
      },
      () => setState('none'),
    );
  }
  return (
    <div className="pb-3">
      <Button
        kind="soft"
        size="s"
        isPill
        icon={LocateFixed}
        isBusy={state === 'asking'}
        busyText={T.locating}
        onClick={ask}
      >
        {T.near}
      </Button>
      {state === 'none' && (
        <p role="alert" className="pt-1 text-sm text-bad">
          {T.noPosition}
        </p>
      )}
    </div>
  );
}
