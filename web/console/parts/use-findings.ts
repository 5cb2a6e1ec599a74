import type { MenuGroup } from '../../kit/frames/side-menu.tsx';
import { useMe, usePlace } from './session.tsx';
import { useRead } from '../../kit/use-api.ts';

export interface Finding {
  key: string;
  group: 'pages' | 'goods' | 'orders' | 'shops';
  title: string;
  note: string;
  to: string;
}

/** Findings of one group that are listed. */
const perGroup = 5;

/** What matches `q`: pages of this person's menu, goods, orders and shops they may see. Nothing for an empty `q`. */
export function useFindings(q: string, menu: readonly MenuGroup[]): Finding[] {
  const me = useMe();
  const { isWhole, shopId } = usePlace();
  const sells = isWhole || me.roles.includes('shop');
  const isAsked = q !== '';
  const goods = useRead('catalog', 'listItems', { q, limit: perGroup }, { enabled: isAsked && isWhole });
  const orders = useRead(
    'ordering',
    'listOrders',
    { q, limit: perGroup, ...(shopId !== undefined && { shopId }) },
    { enabled: isAsked && sells },
  );
  const shops = useRead('membership', 'listShops', {}, { enabled: isAsked && isWhole });
  if (!isAsked) return [];
  const pages = menu.flatMap((group) =>
    (group.children ?? [group]).map((entry) => ({ to: entry.to, title: entry.label, note: group.label })),
  );
  return [
    ...pages
      .filter(({ title, note }) => `${note}${title}`.toLowerCase().includes(q.toLowerCase()))
      .slice(0, perGroup)
      .map((page) => ({ ...page, key: page.to, group: 'pages' as const })),
    ...(goods.data?.rows ?? []).map((item) => ({
      key: item.variantId,
      group: 'goods' as const,
      title: `${item.name} ${item.spec}`,
      note: item.itemCode,
      to: `/goods?item=${item.variantId}`,
    })),
    ...(orders.data?.rows ?? []).map((order) => ({
      key: order.shopOrderId,
      group: 'orders' as const,
      title: order.number,
      note: `${order.buyerName} · ${order.sellerShopName}`,
      to: `/orders?order=${order.orderGroupId}`,
    })),
    ...(isWhole ? (shops.data?.rows ?? []) : [])
      .filter(({ name }) => name.includes(q))
      .slice(0, perGroup)
      .map((shop) => ({
        key: shop.shopId,
        group: 'shops' as const,
        title: shop.name,
        note: shop.address,
        to: `/listings?shop=${shop.shopId}`,
      })),
  ];
}
