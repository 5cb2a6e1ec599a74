import { TemperatureTag } from '../../../kit/parts/tag.tsx';
import { usePickingText } from '../../texts/picking.ts';
import type { SlipOrder, SlipRow } from './shapes.ts';
import '../../parts/list-table.css';

/** Rows in the order the server sorted them, with a heading wherever the first part changes. */
export function DeliverySlips({ rows, order }: { rows: readonly SlipRow[]; order: SlipOrder }) {
  const T = usePickingText();
  const headOf = (row: SlipRow) => {
    const where = row.pickupPointName === null ? row.building : T.pickupAt(row.pickupPointName);
    return order === 'building-item' ? where : row.title;
  };
  const heads = [...new Set(rows.map(headOf))];
  return (
    <>
      {heads.map((head) => {
        const own = rows.filter((row) => headOf(row) === head);
        return (
          <section key={head} className="lb-card lb-panel list slip">
            <h2>
              {head} <small className="quiet">{own.reduce((sum, { quantity }) => sum + quantity, 0)}</small>
            </h2>
            <SlipTable rows={own} order={order} label={head} />
          </section>
        );
      })}
    </>
  );
}

function SlipTable({ rows, order, label }: { rows: readonly SlipRow[]; order: SlipOrder; label: string }) {
  const T = usePickingText();
  const isByBuilding = order === 'building-item';
  const hasRooms = rows.some(({ room }) => room !== '');
  return (
    <table className="list-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{isByBuilding ? T.item : T.building}</th>
          {hasRooms && <th scope="col">{T.room}</th>}
          <th scope="col" className="list-number">
            {T.quantity}
          </th>
          <th scope="col">{T.contact}</th>
          <th scope="col">{T.phone}</th>
          <th scope="col">{T.bag}</th>
          <th scope="col">{T.zone}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            <td>
              <b>{isByBuilding ? row.title : (row.pickupPointName ?? row.building)}</b>
            </td>
            {hasRooms && <td data-label={T.room}>{row.room}</td>}
            <td data-label={T.quantity} className="list-number">
              {row.quantity}
            </td>
            <td data-label={T.contact}>{row.contactName}</td>
            <td data-label={T.phone} className="lb-num code">
              {row.maskedPhone}
            </td>
            <td data-label={T.bag} className="lb-num">
              {row.bagLabel}
            </td>
            <td data-label={T.zone}>
              <TemperatureTag zone={row.temperatureZone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
