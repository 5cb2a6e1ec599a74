import { Select } from 'antd';
import { useShopChoiceText } from '../texts/shop-choice.ts';
import { usePlace } from './session.tsx';
import { useRead } from '../../kit/use-api.ts';
import { useSearch } from './use-search.ts';

/** The shop a page is about: shop people's own, or the one an operator chose (`?shop=`); the first until then. */
export function useChosenShop(): string | undefined {
  const { isWhole, shopId } = usePlace();
  const { get } = useSearch();
  const shops = useRead('membership', 'listShops', {}, { enabled: isWhole });
  return isWhole ? (get('shop') ?? shops.data?.rows[0]?.shopId) : shopId;
}

/** Operators choose a shop here; absent for shop people. With `hasAll` no shop is a choice too. */
export function ShopChoice({ hasAll = false }: { hasAll?: boolean }) {
  const T = useShopChoiceText();
  const { isWhole } = usePlace();
  const { get, set } = useSearch();
  const chosen = useChosenShop();
  const shops = useRead('membership', 'listShops', {}, { enabled: isWhole });
  if (!isWhole) return null;
  return (
    <Select
      className="filter-select"
      aria-label={T.shop}
      value={(hasAll ? get('shop') : chosen) ?? ''}
      loading={shops.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(shopId) => set({ shop: shopId })}
      options={[
        ...(hasAll ? [{ value: '', label: T.all }] : []),
        ...(shops.data?.rows ?? []).map(({ shopId, name }) => ({ value: shopId, label: name })),
      ]}
    />
  );
}
