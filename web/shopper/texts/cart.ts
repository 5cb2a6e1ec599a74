import { texts } from '../../kit/text.ts';

const zh = {
  title: '购物车',
  elderTitle: '要买的',
  summary: (shops: number, pieces: number) => `${shops} 家门店、${pieces} 件商品，**一次付款**`,
  empty: '车里还是空的',
  browse: '去逛逛',
  guest: '登录后就能看到你的购物车',
  all: '全选',
  choose: (name: string) => `选 ${name}`,
  chooseShop: (name: string) => `选 ${name} 的全部商品`,
  total: '合计',
  pay: '去付款',
  none: '先选商品',
  remove: (name: string) => `移出 ${name}`,
  removed: '已移出购物车',
  pool: '集单',
  weighed: '称重商品，按实重多退',
  quantityOf: (name: string) => `${name} 数量`,
  perishable: '坏了拍照赔',
};
const en: typeof zh = {
  title: 'Cart',
  elderTitle: 'Cart',
  summary: (shops, pieces) => `${shops} shops, ${pieces} pieces, **one payment**`,
  empty: 'Your cart is empty',
  browse: 'Look around',
  guest: 'Sign in to see your cart',
  all: 'All',
  choose: (name) => `Choose ${name}`,
  chooseShop: (name) => `Choose everything of ${name}`,
  total: 'Total',
  pay: 'Check out',
  none: 'Choose goods',
  remove: (name) => `Remove ${name}`,
  removed: 'Removed',
  pool: 'Pool',
  weighed: 'Sold by weight, difference refunded',
  quantityOf: (name) => `Quantity of ${name}`,
  perishable: 'Bad ones refunded by photo',
};

export const useCartText = texts({ zh, en });
