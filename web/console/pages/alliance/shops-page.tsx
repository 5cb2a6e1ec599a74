import { Check, Plus } from 'lucide-react';
import { Button } from '../../../kit/parts/button.tsx';
import { ShopIcon } from '../../../kit/parts/goods-picture.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { LicenceTag } from '../../parts/licence-tag.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useMe } from '../../parts/session.tsx';
import { shopPicture } from '../../parts/shop-pictures.ts';
import { useRead } from '../../../kit/use-api.ts';
import { useSearch } from '../../parts/use-search.ts';
import { wordOf } from '../../parts/word-of.ts';
import { useAllianceText } from '../../texts/alliance.ts';
import { useListText } from '../../texts/list.ts';
import { AddShopDrawer } from './add-shop-drawer.tsx';
import { ShopDrawer } from './shop-drawer.tsx';
import type { Shop } from './shapes.ts';
import './alliance.css';

/** All shops for operators, their own for shop people. */
export function ShopsPage() {
  const T = useAllianceText();
  const me = useMe();
  const isOperator = me.roles.includes('operator');
  const { get, set } = useSearch();
  const list = useRead('membership', 'listShops', {});
  const own = new Set(me.shops.map(({ shopId }) => shopId));
  const rows = isOperator ? list.data?.rows : list.data?.rows.filter(({ shopId }) => own.has(shopId));
  const opened = get('shop');
  const shop = rows?.find(({ shopId }) => shopId === opened);
  const close = () => set({ shop: undefined });
  return (
    <ConsolePage
      title={isOperator ? T.shops : T.myShop}
      note={isOperator && rows ? T.shopCount(rows.length) : undefined}
    >
      {isOperator && (
        <div className="filter-bar">
          <p className="quiet">{T.shopsIntro}</p>
          <span className="filter-end">
            <Button size="s" icon={Plus} onClick={() => set({ shop: 'new' }, { push: true })}>
              {T.addShop}
            </Button>
          </span>
        </div>
      )}
      <ListTable
        label={T.shops}
        columns={useColumns()}
        rows={rows}
        rowKey={({ shopId }) => shopId}
        onOpen={({ shopId }) => set({ shop: shopId }, { push: true })}
        openKey={opened}
        isError={list.isError}
        onRetry={() => void list.refetch()}
        empty={{ text: T.noShops }}
      />
      {isOperator && opened === 'new' && <AddShopDrawer onClose={close} />}
      {shop && <ShopDrawer key={shop.shopId} shop={shop} onClose={close} />}
    </ConsolePage>
  );
}

function useColumns(): Column<Shop>[] {
  const T = useAllianceText();
  const L = useListText();
  return [
    {
      key: 'name',
      title: T.shop,
      cell: ({ shopId, name, kind }) => (
        <span className="shop-cell">
          <ShopIcon pictureKey={shopPicture(kind, shopId)} size={30} />
          <b>{name}</b>
        </span>
      ),
    },
    { key: 'kind', title: T.kind, cell: ({ kind }) => wordOf(T.kinds, kind) },
    { key: 'address', title: T.address, cell: ({ address }) => address },
    { key: 'phone', title: T.phone, cell: ({ phone }) => <span className="lb-num code">{phone}</span> },
    {
      key: 'hours',
      title: T.hours,
      cell: ({ openingHours }) => <span className="nowrap">{openingHours}</span>,
    },
    {
      key: 'pickup',
      title: T.pickup,
      cell: ({ isPickupPoint }) =>
        isPickupPoint ? (
          <>
            <Icon as={Check} size={16} />
            <span className="lb-unseen">{T.isPickup}</span>
          </>
        ) : (
          L.none
        ),
    },
    { key: 'licence', title: T.licence, cell: ({ licenceUntil }) => <LicenceTag until={licenceUntil} /> },
  ];
}
