import { TemperatureTag } from '../../../kit/parts/tag.tsx';
import { Panel } from '../../parts/panel.tsx';
import { usePickingText } from '../../texts/picking.ts';
import type { PickPlace } from './shapes.ts';
import '../../parts/list-table.css';

/** How much of each item the place needs in all, and for whom. */
export function PickItems({ place: { locationName, items } }: { place: PickPlace }) {
  const T = usePickingText();
  return (
    <Panel title={T.items} note={T.itemsNote}>
      <table className="list-table" aria-label={`${locationName} ${T.items}`}>
        <thead>
          <tr>
            <th scope="col">{T.item}</th>
            <th scope="col">{T.code}</th>
            <th scope="col">{T.zone}</th>
            <th scope="col">{T.byShop}</th>
            <th scope="col" className="list-number">
              {T.quantity}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ variantId, title, itemCode, temperatureZone, byShop, quantity }) => (
            <tr key={variantId}>
              <td>
                <b>{title}</b>
              </td>
              <td data-label={T.code} className="lb-num code">
                {itemCode}
              </td>
              <td data-label={T.zone}>
                <TemperatureTag zone={temperatureZone} />
              </td>
              <td data-label={T.byShop} className="quiet">
                {byShop.map((share) => T.shopShare(share.shopName, share.quantity)).join(' · ')}
              </td>
              <td data-label={T.quantity} className="list-number">
                {quantity}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
