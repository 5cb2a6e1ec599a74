import { texts } from '../../kit/text.ts';

const zh = {
  title: '找商品',
  placeholder: '名称、拼音或首字母',
  nothing: (q: string) => `没有找到“${q}”`,
  nothingHere: '这里还没有商品',
  more: '再看一些',
  found: '找到的商品',
  kind: '卖法',
  all: '全部',
  pools: '集单',
  stock: '现货',
  category: '品类',
  everything: '全部品类',
};
const en: typeof zh = {
  title: 'Find goods',
  placeholder: 'Name, pinyin or initials',
  nothing: (q) => `Nothing found for “${q}”`,
  nothingHere: 'Nothing here yet',
  more: 'Show more',
  found: 'Found goods',
  kind: 'How',
  all: 'All',
  pools: 'Pools',
  stock: 'In stock',
  category: 'Category',
  everything: 'All categories',
};

export const useSearchText = texts({ zh, en });
