import { texts } from '../../kit/text.ts';

const zh = {
  title: '门店',
  all: '附近门店',
  pickup: '可自提',
  hours: '营业时间',
  address: '地址',
  phone: '电话',
  call: (name: string) => `打电话给${name}`,
  live: '本店直播',
  goods: '在卖',
  noGoods: '这家店还没上架商品',
  none: '这个联盟还没有门店',
};
const en: typeof zh = {
  title: 'Shop',
  all: 'Shops nearby',
  pickup: 'Pickup',
  hours: 'Open',
  address: 'Address',
  phone: 'Phone',
  call: (name) => `Call ${name}`,
  live: 'Live in this shop',
  goods: 'For sale',
  noGoods: 'This shop sells nothing here yet',
  none: 'No shop in this alliance yet',
};

export const useShopText = texts({ zh, en });
