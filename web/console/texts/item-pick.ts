import { texts } from '../../kit/text.ts';

const zh = { find: '搜商品名、拼音、编码或条码' };
const en: typeof zh = { find: 'Name, pinyin, code or barcode' };

export const useItemPickText = texts({ zh, en });
