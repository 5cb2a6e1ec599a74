import { texts } from '../../kit/text.ts';

const zh = {
  main: '主要页面',
  home: '首页',
  live: '直播',
  cart: '购物车',
  elderCart: '要买的',
  orders: '订单',
  me: '我的',
};
const en: typeof zh = {
  main: 'Main',
  home: 'Home',
  live: 'Live',
  cart: 'Cart',
  elderCart: 'Cart',
  orders: 'Orders',
  me: 'Me',
};

export const useTabsText = texts({ zh, en });
