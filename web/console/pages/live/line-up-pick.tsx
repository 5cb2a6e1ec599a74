import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { type Out, useRead } from '../../../kit/use-api.ts';
import { GoodsName } from '../../parts/goods-name.tsx';
import { PickField } from '../../parts/pick-field.tsx';
import { useLivePlanText } from '../../texts/live-plan.ts';
import { freshItem, type PlanItem } from './plan.ts';

type Pool = Out<'supply', 'listPools'>['rows'][number];
type Listing = Out<'catalog', 'listListings'>['rows'][number];

const shown = 50;

interface LineUpPickProps {
  hostShopId: string;
  taken: readonly PlanItem[];
  onPick: (item: PlanItem) => void;
}

/** Adds an item: a running pool, or what the host's shop sells. */
export function LineUpPick({ hostShopId, taken, onPick }: LineUpPickProps) {
  const T = useLivePlanText();
  const F = useFormat();
  const [q, setQ] = useState('');
  const isReady = hostShopId !== '';
  const pools = useRead('supply', 'listPools', { tab: 'running', limit: 200 }, { enabled: isReady });
  const listings = useRead(
    'catalog',
    'listListings',
    { shopId: hostShopId, limit: shown, ...(q !== '' && { q }) },
    { enabled: isReady },
  );
  const ids = new Set(taken.map(({ variantId }) => variantId));
  const word = q.trim().toLowerCase();
  const poolRows = (pools.data?.rows ?? [])
    .filter(
      ({ item }) => !ids.has(item.variantId) && `${item.name}${item.itemCode}`.toLowerCase().includes(word),
    )
    .slice(0, shown);
  const listed = (listings.data?.rows ?? []).filter(
    ({ variantId, status, item }) => !ids.has(variantId) && status === 'on' && !item.isRegulated,
  );
  return (
    <PickField
      label={T.add}
      placeholder={isReady ? T.find : T.shopFirst}
      value={undefined}
      onSearch={setQ}
      isLoading={pools.isFetching || listings.isFetching}
      hint={T.addHint}
      onChange={(key) => {
        const pool = poolRows.find(({ poolId }) => poolId === key);
        const listing = listed.find(({ variantId }) => variantId === key);
        if (pool) onPick(fromPool(pool));
        else if (listing) onPick(fromListing(listing));
        setQ('');
      }}
      options={[
        ...poolRows.map(({ poolId, item, cutOffAt }) => ({
          value: poolId,
          title: item.name,
          label: <Choice item={item} note={T.poolUntil(F.moment(cutOffAt))} />,
        })),
        ...listed.map(({ variantId, item, priceFen, available }) => ({
          value: variantId,
          title: item.name,
          label: <Choice item={item} note={T.stock(F.money(priceFen), available)} />,
        })),
      ]}
    />
  );
}

function Choice({ item, note }: { item: Listing['item']; note: string }) {
  return (
    <span className="plan-choice">
      <GoodsName item={item} size={26} />
      <small className="quiet">{note}</small>
    </span>
  );
}

function fromPool({ poolId, item }: Pool): PlanItem {
  return { ...freshItem(item), poolId };
}

function fromListing({ item, priceFen }: Listing): PlanItem {
  return { ...freshItem(item), priceFen };
}
