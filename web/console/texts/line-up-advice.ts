import { texts } from '../../kit/text.ts';

type Words = (value: number, other: string) => string;

const zh = {
  title: '推荐选品',
  learned: (days: number, gain: number) =>
    `从本联盟 ${days} 天销售里学来的排序，近四周比只看频次和走势准 ${gain}%`,
  blend: (days: number) => `按本店卖得勤不勤和全网走势排，记录有 ${days} 天，还不够机器学习`,
  notBetter: (days: number) => `按本店卖得勤不勤和全网走势排：用 ${days} 天记录学过一遍，没有更准`,
  unranked: '本店还没有排过，每天零点后排一次；先看正在集单的',
  empty: '还没有可推荐的：卖过几单、上架几件，或等集单开团',
  failed: '推荐没读出来',
  shopFirst: '选好门店，就有推荐',
  allTaken: '推荐的都加上了',
  add: '加入',
  addOf: (name: string) => `加入 ${name}`,
  addAll: (n: number) => `整组加入 ${n} 件`,
  trial: '试新',
  pool: '集单',
  price: (price: string, n: number) => `${price} · 可售 ${n}`,
  until: (moment: string) => `${moment} 截单`,
  pairs: (names: readonly string[]) => `可搭配 ${names.join('、')}`,
  reasons: {
    'sells-here': (n) => `本店 ${n} 天有人买`,
    'due-again': (n) => `${n} 天没卖，该补一轮了`,
    'goes-with': (_n, other) => `买${other}的店也卖它`,
    rising: (n) => `全网近 7 天多卖 ${n}%`,
    'network-favourite': (n) => `全网 28 天里 ${n} 店次在卖`,
    season: () => '去年这几周好卖',
    new: () => '新品，先小量试',
    'pool-near': (n) => `再集 ${n} 件到下一档`,
    'pool-running': () => '正在集单',
    margin: () => '毛利比多数商品高',
    'sell-fresh': (n) => (n <= 0 ? '当天到期，趁鲜卖完' : `还有 ${n} 天到期，趁鲜卖完`),
    converts: (n) => `直播里每次进房多卖 ${n}%`,
    'host-strong': (n) => `这位主播卖这类多 ${n}%`,
    'stock-short': (n) => `只剩 ${n} 件，先补货`,
  } satisfies Record<string, Words> as Record<string, Words>,
};
const en: typeof zh = {
  title: 'Suggested',
  learned: (days, gain) =>
    `Order learned from ${days} days of this alliance’s sales; over the last four weeks ${gain}% better than frequency and trend`,
  blend: (days) =>
    `By how often this shop sells it and what all shops sell; ${days} days are too few to learn from`,
  notBetter: (days) =>
    `By how often this shop sells it and what all shops sell: learning from ${days} days did no better`,
  unranked: 'Not ranked yet: that happens after midnight. Running pools first',
  empty: 'Nothing to suggest yet: sell a little, list a few items, or wait for a pool',
  failed: 'Suggestions could not be read',
  shopFirst: 'Choose a shop to see suggestions',
  allTaken: 'All of them are in the line-up',
  add: 'Add',
  addOf: (name) => `Add ${name}`,
  addAll: (n) => `Add all ${n}`,
  trial: 'Try out',
  pool: 'Pool',
  price: (price, n) => `${price} · ${n} available`,
  until: (moment) => `until ${moment}`,
  pairs: (names) => `Goes with ${names.join(', ')}`,
  reasons: {
    'sells-here': (n) => `sold here on ${n} days`,
    'due-again': (n) => `not sold for ${n} days, due again`,
    'goes-with': (_n, other) => `shops that sell ${other} sell it too`,
    rising: (n) => `up ${n}% in all shops this week`,
    'network-favourite': (n) => `sold on ${n} shop days in 28`,
    season: () => 'sold well in these weeks last year',
    new: () => 'new: try a little',
    'pool-near': (n) => `${n} more to the next tier`,
    'pool-running': () => 'pool is running',
    margin: () => 'better margin than most',
    'sell-fresh': (n) => (n <= 0 ? 'expires that day: sell it fresh' : `expires in ${n} days: sell it fresh`),
    converts: (n) => `${n}% more per visit when shown live`,
    'host-strong': (n) => `this host sells ${n}% more of its kind`,
    'stock-short': (n) => `only ${n} left: restock first`,
  },
};

export const useLineUpAdviceText = texts({ zh, en });
