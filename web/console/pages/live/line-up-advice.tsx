import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { useMe, usePlace } from '../../parts/session.tsx';
import { useLineUpAdviceText } from '../../texts/line-up-advice.ts';
import { AdviceList } from './advice-list.tsx';
import type { Plan, PlanItem } from './plan.ts';
import './line-up-advice.css';

const asked = 10;

interface LineUpAdviceProps {
  plan: Plan;
  /** How many more items the line-up takes. */
  room: number;
  onAdd: (items: PlanItem[]) => void;
}

/** What to show next, with reasons: one press adds one, or the set. For people of the shop, whose sales it tells. */
export function LineUpAdvice({ plan, room, onAdd }: LineUpAdviceProps) {
  const T = useLineUpAdviceText();
  const me = useMe();
  const { isWhole } = usePlace();
  const { hostShopId: shopId, hostMemberId, startsAt } = plan;
  const isMine = isWhole || me.shops.some((shop) => shop.shopId === shopId);
  const read = useRead(
    'insight',
    'suggestLineUp',
    {
      ...{ shopId, size: asked },
      ...(startsAt !== undefined && { startsAt }),
      ...(hostMemberId !== '' && { hostMemberId }),
    },
    { enabled: shopId !== '' && isMine },
  );
  if (shopId !== '' && !isMine) return null;
  return (
    <section className="advice" aria-label={T.title}>
      {shopId === '' ? (
        <p className="quiet">{T.shopFirst}</p>
      ) : read.isError ? (
        <ErrorState text={T.failed} onRetry={() => void read.refetch()} isBusy={read.isFetching} />
      ) : read.data === undefined ? (
        <AdviceSkeleton />
      ) : (
        <AdviceList advice={read.data} taken={plan.items} {...{ room, onAdd }} />
      )}
    </section>
  );
}

function AdviceSkeleton() {
  return (
    <Loading>
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} h={64} r={10} />
      ))}
    </Loading>
  );
}
