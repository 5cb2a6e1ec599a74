import { TemperatureTag } from '../../../kit/parts/tag.tsx';
import { usePickingText } from '../../texts/picking.ts';
import type { SlipRow } from './shapes.ts';

/** One label of 60 × 40 mm for each bag: where it goes first, what is in it after. */
export function BagLabels({ rows }: { rows: readonly SlipRow[] }) {
  const bags = [...new Map(rows.map((row) => [row.shipmentId, row])).values()];
  return (
    <ul className="labels">
      {bags.map((bag) => (
        <Label
          key={bag.shipmentId}
          bag={bag}
          lines={rows.filter(({ shipmentId }) => shipmentId === bag.shipmentId)}
        />
      ))}
    </ul>
  );
}

function Label({ bag, lines }: { bag: SlipRow; lines: readonly SlipRow[] }) {
  const T = usePickingText();
  const zones = [...new Set(lines.map(({ temperatureZone }) => temperatureZone))];
  return (
    <li className="label">
      <p className="label-head">
        <b className="lb-num">{bag.bagLabel}</b>
        <span className="lb-num code">{bag.routeNumber}</span>
      </p>
      <p className="label-to">
        {bag.pickupPointName === null ? `${bag.building} ${bag.room}` : T.pickupAt(bag.pickupPointName)}
      </p>
      <p className="label-who">
        {bag.contactName} <span className="lb-num code">{bag.maskedPhone}</span>
      </p>
      <ul>
        {lines.map((line, at) => (
          <li key={at}>{T.title(line.title, line.quantity)}</li>
        ))}
      </ul>
      <p className="label-foot">
        {zones.map((zone) => (
          <TemperatureTag key={zone} zone={zone} />
        ))}
        <span>{T.fulfilledBy(bag.sellerShopName, bag.fulfillerName)}</span>
      </p>
    </li>
  );
}
