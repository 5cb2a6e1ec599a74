import { Sheet } from '../../../kit/parts/modal.tsx';
import { TemperatureTag } from '../../../kit/parts/tag.tsx';
import type { Route } from '../../parts/route-map.tsx';
import { useCourierText } from '../../texts/courier.ts';
import { bagsByZone } from './zones.ts';

/** Which bags belong to a stop, and what is in them: coldest first. */
export function BagsSheet({
  isOpen,
  onClose,
  stop,
}: {
  isOpen: boolean;
  onClose: () => void;
  stop: Route['stops'][number];
}) {
  const T = useCourierText();
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title={T.bagsTitle(stop.name)}>
      <ul className="courier-bags">
        {bagsByZone(stop.parcels).flatMap(([zone, bags]) =>
          bags.map((bag) => (
            <li key={bag.shipmentId}>
              <div className="courier-between">
                <b className="lb-num">{bag.bagLabel}</b>
                <TemperatureTag zone={zone} />
              </div>
              <ul>
                {bag.lines.map(({ title, quantity }) => (
                  <li key={title}>{T.line(title, quantity)}</li>
                ))}
              </ul>
            </li>
          )),
        )}
      </ul>
    </Sheet>
  );
}
