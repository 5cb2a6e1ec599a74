import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { useLiveText } from '../../texts/live.ts';
import type { Session } from './session-types.ts';

const funnelEveryMs = 20_000;

/** From looking to paying; there is nothing to count before the start. */
export function SessionFunnel({ session: { sessionId, state, viewers } }: { session: Session }) {
  const T = useLiveText();
  const F = useFormat();
  const hasBegun = state === 'live' || state === 'ended';
  const read = useRead(
    'live',
    'getFunnel',
    { sessionId },
    { enabled: hasBegun, ...(state === 'live' && { refetchInterval: funnelEveryMs }) },
  );
  if (!hasBegun) return null;
  const funnel = read.data;
  if (funnel === undefined && read.isError) {
    return (
      <section className="lb-card lb-panel session-funnel-gap" role="alert">
        {T.noFunnel}
        <Button
          kind="line"
          size="s"
          onClick={() => void read.refetch()}
          isBusy={read.isFetching}
          children={T.again}
        />
      </section>
    );
  }
  if (funnel === undefined) {
    return (
      <Loading>
        <Skeleton h={92} r={12} />
      </Loading>
    );
  }
  const figures: [string, string][] = [
    state === 'live' ? [T.viewers, F.count(viewers)] : [T.peak, F.count(funnel.peakViewers)],
    [T.visits, F.count(funnel.visits)],
    [T.chats, F.count(funnel.chats)],
    [T.orders, F.count(funnel.orders)],
    [T.paid, F.count(funnel.paidOrders)],
    [T.gmv, F.money(funnel.gmvFen)],
    [T.hostEarning, F.money(funnel.hostEarningFen)],
  ];
  return (
    <dl className="lb-card lb-panel session-funnel">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="lb-num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
