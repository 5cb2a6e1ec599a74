import { ChevronRight } from 'lucide-react';
import { useFormat } from '../../kit/format/use-format.ts';
import { Go } from '../../kit/parts/go.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { Tag } from '../../kit/parts/tag.tsx';
import { useShopText } from '../texts/shop.ts';
import type { Shop } from './answers.ts';
import { ShopTile } from './shop-tile.tsx';

/** A shop in a list: what it is, how far, when open. */
export function ShopRow({ shop }: { shop: Shop }) {
  const T = useShopText();
  const F = useFormat();
  return (
    <li className="not-first:border-t border-line-2">
      <Go to={`/shops/${shop.shopId}`} className="flex items-center gap-3 py-3 rounded-m">
        <ShopTile kind={shop.kind} />
        <span className="grid flex-1 min-w-0">
          <b className="text-lg leading-tight lb-one-line">{shop.name}</b>
          <small className="text-sm text-ink-3 lb-one-line">
            {shop.distanceMetre !== null && `${F.walk(shop.distanceMetre)} · `}
            {shop.address}
          </small>
        </span>
        {shop.isPickupPoint && <Tag tone="ok">{T.pickup}</Tag>}
        <Icon as={ChevronRight} size={16} className="text-ink-4" />
      </Go>
    </li>
  );
}
