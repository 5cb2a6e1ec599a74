import { useFormat } from '../../kit/format/use-format.ts';
import type { Funnel } from '../parts/use-stage.ts';
import { useFunnelText } from '../texts/funnel.ts';

/** The funnel of a session: who came, who bought, what it made; then room by room. */
export function Figures({ funnel, isOver }: { funnel: Funnel; isOver: boolean }) {
  const T = useFunnelText();
  const F = useFormat();
  const { visits, paidOrders } = funnel;
  return (
    <>
      <dl className="studio-sums">
        <div>
          <dt>{T.gmv}</dt>
          <dd className="text-[28px]/[1.2]">{F.money(funnel.gmvFen)}</dd>
        </div>
        <div>
          <dt>{T.earning}</dt>
          <dd className="text-[28px]/[1.2] text-honey-700">{F.money(funnel.hostEarningFen)}</dd>
        </div>
      </dl>
      <dl className="studio-steps">
        <Step
          label={isOver ? T.peak : T.viewers}
          n={isOver ? funnel.peakViewers : funnel.viewers}
          most={visits}
        />
        <Step label={T.visits} n={visits} most={visits} />
        <Step label={T.clickers} n={funnel.clickers} most={visits} />
        <Step label={T.chats} n={funnel.chats} most={visits} />
        <Step label={T.orders} n={funnel.orders} most={visits} />
        <Step label={T.paid} n={paidOrders} most={visits} />
      </dl>
      {visits > 0 && (
        <p className="text-ink-3">
          {T.gpm(F.money(funnel.gpmFen))} ·{' '}
          {T.perBuyer(`${((Math.min(paidOrders, visits) / visits) * 100).toFixed(1)}%`)}
        </p>
      )}
      <Rooms funnel={funnel} />
    </>
  );
}

function Step({ label, n, most }: { label: string; n: number; most: number }) {
  const F = useFormat();
  const share = most === 0 ? 0 : Math.min(100, (n / most) * 100);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className="studio-step" style={{ width: `${share}%` }} aria-hidden />
        <b className="lb-num">{F.count(n)}</b>
      </dd>
    </div>
  );
}

function Rooms({ funnel }: { funnel: Funnel }) {
  const T = useFunnelText();
  const F = useFormat();
  if (funnel.rooms.length < 2) return null;
  const rooms = funnel.rooms.toSorted((a, b) => Number(BigInt(b.gmvFen) - BigInt(a.gmvFen)));
  return (
    <table className="studio-table">
      <caption>{T.byRoom}</caption>
      <thead>
        <tr>
          <th scope="col">{T.room}</th>
          <th scope="col">{T.visits}</th>
          <th scope="col">{T.orders}</th>
          <th scope="col">{T.gmv}</th>
        </tr>
      </thead>
      <tbody>
        {rooms.map((room) => (
          <tr key={room.shopId}>
            <th scope="row">{room.shopName}</th>
            <td>{F.count(room.visits)}</td>
            <td>{F.count(room.orders)}</td>
            <td>{F.money(room.gmvFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
