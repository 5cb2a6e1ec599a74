import { Card } from '../../kit/parts/card.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { useHomeText } from '../texts/home.ts';
import { SectionHead } from './section-head.tsx';
import { ShopRow } from './shop-row.tsx';
import { Shown } from './shown.tsx';
import { usePlace } from './use-place.ts';

const shownShops = 4;

export function NearShops() {
  const T = useHomeText();
  const { shops } = usePlace();
  return (
    <section className="pt-[18px]">
      <SectionHead title={T.shops} to="/shops" more={T.all} />
      <div className="px-4">
        <Shown of={shops} skeleton={<Skeleton h={200} r={14} />}>
          {({ rows }) => (
            <Card as="section" pad="none">
              <ul className="px-3">
                {rows.slice(0, shownShops).map((shop) => (
                  <ShopRow key={shop.shopId} shop={shop} />
                ))}
              </ul>
            </Card>
          )}
        </Shown>
      </div>
    </section>
  );
}
