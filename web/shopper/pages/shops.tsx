import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { EmptyState, Skeleton } from '../../kit/parts/states.tsx';
import { ShopRow } from '../parts/shop-row.tsx';
import { Shown } from '../parts/shown.tsx';
import { usePlace } from '../parts/use-place.ts';
import { useShopText } from '../texts/shop.ts';

/** Every shop of the alliance, nearest first when the place is known. */
export function ShopsPage() {
  const T = useShopText();
  const { shops } = usePlace();
  return (
    <PhoneFrame>
      <TopBar title={T.all} back="history" />
      <main className="p-3">
        <Shown of={shops} skeleton={<Skeleton h={400} r={14} />}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState text={T.none} />
            ) : (
              <Card pad="none">
                <ul className="px-3">
                  {rows.map((shop) => (
                    <ShopRow key={shop.shopId} shop={shop} />
                  ))}
                </ul>
              </Card>
            )
          }
        </Shown>
      </main>
    </PhoneFrame>
  );
}
