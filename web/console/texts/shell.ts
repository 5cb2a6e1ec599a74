import { texts } from '../../kit/text.ts';

const zh = {
  compactRows: '紧凑行高',
  roomyRows: '宽松行高',
  otherLanguage: 'English',
  signOut: '退出登录',
  switchPlace: '切换联盟或门店',
  waiting: '待办',
  find: '搜商品、订单、门店',
  findKeys: 'Ctrl K',
  found: '搜索结果',
  nothingFound: '没有找到',
  findHint: '商品名、拼音、编码，订单号，门店或页面',
  groups: { pages: '页面', goods: '商品', orders: '订单', shops: '门店' },
  allianceIn: (name: string, city: string) => `${name}（${city}）`,
  roles: {
    operator: '联盟运营',
    shop: '店主',
    host: '主播',
    supplier: '供应商',
    courier: '配送员',
    shopper: '街坊',
  },
};
const en: typeof zh = {
  compactRows: 'Compact rows',
  roomyRows: 'Roomy rows',
  otherLanguage: '中文',
  signOut: 'Sign out',
  switchPlace: 'Switch alliance or shop',
  waiting: 'To do',
  find: 'Goods, orders, shops',
  findKeys: 'Ctrl K',
  found: 'Found',
  nothingFound: 'Nothing found',
  findHint: 'Name, pinyin, code, order number, shop or page',
  groups: { pages: 'Pages', goods: 'Goods', orders: 'Orders', shops: 'Shops' },
  allianceIn: (name, city) => `${name} (${city})`,
  roles: {
    operator: 'Operator',
    shop: 'Shop owner',
    host: 'Host',
    supplier: 'Supplier',
    courier: 'Courier',
    shopper: 'Neighbour',
  },
};

export const useShellText = texts({ zh, en });
