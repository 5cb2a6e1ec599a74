import { Clock, MapPin, Phone } from 'lucide-react';
import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { useFormat } from '../../kit/format/use-format.ts';
import { useParam } from '../../kit/router.tsx';
import { buttonClass } from '../../kit/parts/button.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { Tag } from '../../kit/parts/tag.tsx';
import { useRead } from '../../kit/use-api.ts';
import { GoodsPages } from '../parts/goods-pages.tsx';
import { ComingCard, LiveCard } from '../parts/live-card.tsx';
import { SectionHead } from '../parts/section-head.tsx';
import { ShopTile } from '../parts/shop-tile.tsx';
import { Shown } from '../parts/shown.tsx';
import { useLiveNow } from '../parts/use-live-now.ts';
import type { Shop } from '../parts/answers.ts';
import { useShopText } from '../texts/shop.ts';

/** One shop: where it is, what it broadcasts, what it sells. */
export function ShopPage() {
  const T = useShopText();
  const shopId = useParam('shopId');
  const shop = useRead('membership', 'getShop', { shopId });
  return (
    <PhoneFrame>
      <TopBar title={shop.data?.name ?? T.title} back="history" />
      <main className="grid grid-cols-[minmax(0,1fr)] content-start gap-[18px] pt-1 pb-6">
        <div className="px-3">
          <Shown of={shop} skeleton={<Skeleton h={150} r={14} />}>
            {(data) => <ShopFacts shop={data} />}
          </Shown>
        </div>
        <ShopLive shopId={shopId} />
        <section>
          <SectionHead title={T.goods} />
          <div className="px-4">
            <GoodsPages filter={{ shopId }} emptyText={T.noGoods} />
          </div>
        </section>
      </main>
    </PhoneFrame>
  );
}

function ShopFacts({ shop }: { shop: Shop }) {
  const T = useShopText();
  const { walk } = useFormat();
  return (
    <Card as="section">
      <div className="flex items-center gap-3">
        <ShopTile kind={shop.kind} size={52} />
        <div className="flex-1 min-w-0">
          <h2 className="text-xl">{shop.name}</h2>
          {shop.isPickupPoint && <Tag tone="ok">{T.pickup}</Tag>}
        </div>
        <a
          href={`tel:${shop.phone}`}
          aria-label={T.call(shop.name)}
          className={buttonClass({ kind: 'soft', size: 's', isPill: true })}
        >
          <span className="lb-button-face">
            <Icon as={Phone} size={16} />
            {T.phone}
          </span>
        </a>
      </div>
      <dl className="grid gap-1 pt-3 text-sm text-ink-2">
        <div className="flex items-center gap-2">
          <Icon as={MapPin} size={16} className="text-leaf-600" />
          <dt className="lb-unseen">{T.address}</dt>
          <dd>
            {shop.address}
            {shop.distanceMetre !== null && ` · ${walk(shop.distanceMetre)}`}
          </dd>
        </div>
        <div className="flex items-center gap-2">
          <Icon as={Clock} size={16} className="text-leaf-600" />
          <dt className="lb-unseen">{T.hours}</dt>
          <dd>{shop.openingHours}</dd>
        </div>
      </dl>
    </Card>
  );
}

/** Left out while the shop broadcasts nothing. */
function ShopLive({ shopId }: { shopId: string }) {
  const T = useShopText();
  const live = useLiveNow(shopId);
  const { now = [], upcoming = [] } = live.data ?? {};
  if (now.length + upcoming.length === 0) return null;
  return (
    <section>
      <SectionHead title={T.live} />
      <ul className="flex gap-[10px] px-4 pb-1 overflow-x-auto snap-x [scrollbar-width:none]">
        {now.map((session) => (
          <LiveCard key={session.sessionId} session={session} />
        ))}
        {upcoming.map((session) => (
          <ComingCard key={session.sessionId} session={session} />
        ))}
      </ul>
    </section>
  );
}
