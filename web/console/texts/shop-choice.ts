import { texts } from '../../kit/text.ts';

const zh = { shop: '门店', all: '全部门店' };
const en: typeof zh = { shop: 'Shop', all: 'All shops' };

export const useShopChoiceText = texts({ zh, en });
