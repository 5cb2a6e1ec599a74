import { House, Radio, ReceiptText, ShoppingCart, UserRound } from 'lucide-react';
import { TabBar } from '../../kit/frames/bars.tsx';
import { usePath } from '../../kit/router.tsx';
import { useSetting } from '../../kit/settings.ts';
import { useTabsText } from '../texts/tabs.ts';
import { useCart } from './use-cart.ts';

/** The five places of the shopper; elder mode has four, its orders are a large tile on the home page. */
export function MainTabs() {
  const T = useTabsText();
  const isElder = useSetting('size') === 'elder';
  const count = useCart().data?.pieceCount ?? 0;
  const orders = { to: '/orders', label: T.orders, icon: ReceiptText };
  const items = [
    { to: '/', label: T.home, icon: House },
    { to: '/live', label: T.live, icon: Radio },
    { to: '/cart', label: isElder ? T.elderCart : T.cart, icon: ShoppingCart, count },
    ...(isElder ? [] : [orders]),
    { to: '/me', label: T.me, icon: UserRound },
  ];
  return <TabBar label={T.main} items={items} current={usePath()} />;
}
