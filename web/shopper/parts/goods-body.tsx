import { useFormat } from '../../kit/format/use-format.ts';
import { Card } from '../../kit/parts/card.tsx';
import { Countdown } from '../../kit/parts/countdown.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { SellerLine } from '../../kit/parts/seller-line.tsx';
import { Tag, TemperatureTag } from '../../kit/parts/tag.tsx';
import { UsersRound } from 'lucide-react';
import { useGoodsText } from '../texts/goods.ts';
import { useMoneyText } from '../texts/money.ts';
import { usePoolText } from '../texts/pool.ts';
import type { Goods, Item, Progress } from './answers.ts';
import { MoneySentence } from './money-sentence.tsx';
import { PoolLadder } from './pool-ladder.tsx';
import { priceNow } from './use-live-pools.ts';

/** Everything worth knowing before buying. */
export function GoodsBody({ goods, progress }: { goods: Goods; progress: Progress | null }) {
  const T = useGoodsText();
  const M = useMoneyText();
  const { item } = goods;
  const priceFen = priceNow(goods, progress);
  return (
    <main className="grid grid-cols-[minmax(0,1fr)] content-start gap-[10px] px-3 pb-4">
      <Card pad="none" className="overflow-hidden">
        <GoodsPicture
          pictureKey={item.pictureKey}
          ground={item.ground}
          photoUrl={item.pictureUrl}
          alt={item.name}
          size="fill"
          radius={0}
          isSoldOut={goods.available === 0}
        />
        <div className="grid gap-2 p-4">
          <Head goods={goods} progress={progress} priceFen={priceFen} />
        </div>
      </Card>
      {progress && <PoolLadder progress={progress} />}
      <Card as="section" className="grid gap-2">
        <h2 className="text-lg">{M.title}</h2>
        <MoneySentence item={item} priceFen={priceFen} quantity={1} progress={progress} />
      </Card>
      <Card as="section" className="flex items-center justify-between gap-2">
        <h2 className="lb-unseen">{T.seller}</h2>
        <SellerLine seller={goods.sellerShopName} />
        <Go to={`/shops/${goods.sellerShopId}`} className="flex items-center min-h-tap text-sm text-leaf-700">
          {T.goShop}
        </Go>
      </Card>
      <Facts item={item} />
    </main>
  );
}

function Head({ goods, progress, priceFen }: { goods: Goods; progress: Progress | null; priceFen: string }) {
  const T = useGoodsText();
  const P = usePoolText();
  const { item } = goods;
  return (
    <>
      <div className="flex items-baseline justify-between gap-2">
        <Price
          fen={priceFen}
          wasFen={goods.usualPriceFen}
          unit={item.unitLabel}
          size={32}
          isWeighed={item.soldBy === 'gram'}
        />
        {progress && (
          <span className="text-sm text-ink-3 whitespace-nowrap">
            <Countdown until={progress.cutOffAt} className="text-ink" /> {P.cutOff}
          </span>
        )}
      </div>
      <h2 className="text-xl">
        {item.name} {item.spec}
      </h2>
      <div className="flex flex-wrap gap-2">
        {progress && (
          <Tag tone="honey" icon={UsersRound}>
            {T.pool}
          </Tag>
        )}
        <TemperatureTag zone={item.temperatureZone} />
        {goods.perPersonLimit !== null && <Tag tone="out">{T.limit(goods.perPersonLimit)}</Tag>}
      </div>
      {item.description !== '' && <p className="text-ink-2">{item.description}</p>}
    </>
  );
}

function Facts({ item }: { item: Item }) {
  const T = useGoodsText();
  const { weight } = useFormat();
  const returns = {
    'seven-days': T.sevenDays,
    'no-return-perishable': T.perishable,
    'no-return-opened': T.opened,
  };
  const facts: [string, string | false][] = [
    [T.category, item.categoryName],
    [T.brand, item.brand],
    [T.origin, item.origin],
    [T.weight, item.nominalGram !== null && T.about(weight(item.nominalGram))],
    [T.shelfLife, item.shelfLifeDays !== null && T.days(item.shelfLifeDays)],
    [T.returns, returns[item.returnPolicy]],
    [T.code, item.itemCode],
  ];
  return (
    <Card as="section">
      <h2 className="text-lg pb-1">{T.facts}</h2>
      <dl className="grid grid-cols-[5em_1fr] gap-y-2 text-sm">
        {facts
          .filter(([, value]) => value !== '' && value !== false)
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-3">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Card>
  );
}
