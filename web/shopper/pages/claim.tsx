import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { useParam } from '../../kit/router.tsx';
import { useNavigation } from '../../kit/parts/go.tsx';
import { EmptyState, Skeleton } from '../../kit/parts/states.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { ClaimForm } from '../forms/claim-form.tsx';
import { Shown } from '../parts/shown.tsx';
import { useOrder } from '../parts/use-order.ts';
import { useClaimText } from '../texts/claim.ts';

/** Bad fruit: a photo, how many, done. */
export function ClaimPage() {
  const T = useClaimText();
  const orderGroupId = useParam('orderGroupId');
  const orderLineId = useParam('orderLineId');
  const { order } = useOrder(orderGroupId);
  const { go } = useNavigation();
  const back = `/orders/${orderGroupId}`;
  function sent() {
    toast(T.sent);
    go(back, { replace: true });
  }
  return (
    <PhoneFrame>
      <TopBar title={T.title} back={back} />
      <main className="px-4 pb-6">
        <Shown of={order} skeleton={<Skeleton h={320} r={14} />}>
          {({ shopOrders }) => {
            const line = shopOrders
              .flatMap(({ lines }) => lines)
              .find((one) => one.orderLineId === orderLineId);
            return line ? <ClaimForm line={line} onSent={sent} /> : <EmptyState text={T.lost} />;
          }}
        </Shown>
      </main>
    </PhoneFrame>
  );
}
