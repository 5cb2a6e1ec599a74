import { Dropdown } from 'antd';
import { ChevronsUpDown } from 'lucide-react';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { useShellText } from '../texts/shell.ts';
import { useMe, usePlace } from './session.tsx';
import { useRead } from '../../kit/use-api.ts';

/** Another alliance of this installation, or another shop of mine; absent when there is only one of each. */
export function AllianceSwitch() {
  const T = useShellText();
  const me = useMe();
  const { isWhole, shopId, chooseShop } = usePlace();
  const here = useRead('membership', 'getAlliance', {});
  const all = useRead('membership', 'listAlliances', {});
  const alliances = (all.data?.rows ?? []).filter(({ slug }) => slug !== here.data?.slug);
  const shops = isWhole ? [] : me.shops.filter((shop) => shop.shopId !== shopId);
  if (alliances.length + shops.length === 0) return null;
  const items = [
    ...shops.map((shop) => ({
      key: shop.shopId,
      label: shop.name,
      onClick: () => chooseShop(shop.shopId),
    })),
    ...alliances.map(({ slug, name, city }) => ({
      key: slug,
      label: T.allianceIn(name, city),
      onClick: () => location.assign(`${import.meta.env.BASE_URL}?alliance=${encodeURIComponent(slug)}`),
    })),
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <IconButton icon={ChevronsUpDown} label={T.switchPlace} iconSize={16} className="lb-place-switch" />
    </Dropdown>
  );
}
