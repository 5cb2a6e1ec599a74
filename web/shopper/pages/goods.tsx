import { ShoppingCart } from 'lucide-react';
import { useState } from 'react';
import { StickyBar, TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { useParam, useQueryParam } from '../../kit/router.tsx';
import { Button } from '../../kit/parts/button.tsx';
import { useNavigation } from '../../kit/parts/go.tsx';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useRead } from '../../kit/use-api.ts';
import type { Goods, Progress } from '../parts/answers.ts';
import { lineOfGoods } from '../parts/basket.ts';
import { BuySheet } from '../parts/buy-sheet.tsx';
import { GoodsBody } from '../parts/goods-body.tsx';
import { goodsPath } from '../parts/goods-card.tsx';
import { isOpen } from '../parts/pool-state.ts';
import { Problems } from '../parts/problems.tsx';
import { Shown } from '../parts/shown.tsx';
import { useCart, usePutInCart } from '../parts/use-cart.ts';
import { useLivePool } from '../parts/use-live-pools.ts';
import { useMe, useNeedPerson } from '../parts/use-me.ts';
import { useGoodsText } from '../texts/goods.ts';

/** One way to buy an item: pool, tiers, the money sentence, who sells. */
export function GoodsPage() {
  const T = useGoodsText();
  const goodsKey = useParam('goodsKey');
  const goods = useRead('ordering', 'getGoods', { goodsKey });
  const progress = useLivePool(goods.data?.poolId ?? null, goods.data?.progress ?? null);
  return (
    <PhoneFrame>
      <TopBar title={goods.data?.item.name ?? T.title} back="history" />
      <Shown
        of={goods}
        skeleton={
          <main className="grid gap-3 p-3">
            <Skeleton h={366} r={14} />
            <Skeleton h={160} r={14} />
          </main>
        }
      >
        {(data) => (
          <>
            <GoodsBody goods={data} progress={progress} />
            <BuyBar goods={data} progress={progress} />
          </>
        )}
      </Shown>
    </PhoneFrame>
  );
}

/** Why it cannot be bought now, in the words of the button. */
function useObstacle(goods: Goods, progress: Progress | null): string | undefined {
  const T = useGoodsText();
  if (progress?.state === 'scheduled') return T.notYet;
  if (progress && !isOpen(progress)) return T.closed;
  return goods.available === 0 ? T.soldOut : undefined;
}

function BuyBar({ goods, progress }: { goods: Goods; progress: Progress | null }) {
  const T = useGoodsText();
  const { go } = useNavigation();
  const { me } = useMe();
  const needPerson = useNeedPerson();
  const put = usePutInCart();
  const wantsNow = useQueryParam('buy') === '1';
  const [isBuying, setBuying] = useState(wantsNow);
  const obstacle = useObstacle(goods, progress);
  const count = useCart().data?.pieceCount ?? 0;
  async function add() {
    if (!needPerson()) return;
    if (await put.run({ goodsKey: goods.goodsKey, quantity: 1 })) toast(T.added);
  }
  function buy() {
    if (needPerson(`${goodsPath(goods)}?buy=1`)) setBuying(true);
  }
  const problems = [put.errors.form, ...Object.values(put.errors.fields)].filter(
    (text) => text !== undefined,
  );
  return (
    <StickyBar>
      <Problems texts={problems} />
      <div className="flex items-center gap-2">
        <IconButton icon={ShoppingCart} label={T.cart} badge={count} onClick={() => go('/cart')} />
        <Button
          kind="soft"
          isPill
          className="flex-1"
          isBusy={put.isBusy}
          reason={obstacle && ' '}
          onClick={() => void add()}
        >
          {T.add}
        </Button>
        <Button isPill className="flex-1" reason={obstacle} onClick={buy}>
          {progress ? T.join : T.buy}
        </Button>
      </div>
      <BuySheet
        line={isBuying && me && obstacle === undefined ? lineOfGoods(goods, progress) : undefined}
        onClose={() => setBuying(false)}
        backTo={goodsPath(goods)}
      />
    </StickyBar>
  );
}
