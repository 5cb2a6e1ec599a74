/** How a text is compared: width, case and what people put between the characters to slip through do not count. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s|\p{S}|(?!%)\p{P}/gu, '');
}

/** The banned words in a text, longest first, so that the most telling suggestion is shown. */
export function findBanned<W extends { readonly word: string }>(text: string, words: readonly W[]): W[] {
  const heard = plain(text);
  return words
    .filter(({ word }) => plain(word) !== '' && heard.includes(plain(word)))
    .sort((a, b) => b.word.length - a.word.length || (a.word < b.word ? -1 : 1));
}

/**
 * Absolute and unprovable claims that 广告法 9, 28 and 价格法 14 forbid in advertising, with what to say instead. A start for
 * every alliance; the operator keeps the list.
 */
export const defaultBannedWords: readonly { readonly word: string; readonly suggestion: string }[] = [
  { word: '全网最低', suggestion: '改说“今天街坊价”' },
  { word: '全网最便宜', suggestion: '改说“今天街坊价”' },
  { word: '最便宜', suggestion: '改说“今天街坊价”' },
  { word: '最低价', suggestion: '改说“今天街坊价”' },
  { word: '史上最低', suggestion: '改说“这一轮的阶梯价”' },
  { word: '国家级', suggestion: '说出实际的证书或标准' },
  { word: '最高级', suggestion: '说出实际的等级' },
  { word: '最佳', suggestion: '改说“我自己常吃”' },
  { word: '最好的', suggestion: '改说“我自己挑的”' },
  { word: '第一品牌', suggestion: '说出品牌和产地' },
  { word: '第一名', suggestion: '说出品牌和产地' },
  { word: '销量第一', suggestion: '说出本场卖出的件数' },
  { word: '全国第一', suggestion: '说出品牌和产地' },
  { word: '独一无二', suggestion: '说出它的特点' },
  { word: '绝无仅有', suggestion: '说出它的特点' },
  { word: '顶级', suggestion: '说出实际的等级' },
  { word: '极品', suggestion: '说出实际的等级' },
  { word: '王牌', suggestion: '说出品牌和产地' },
  { word: '万能', suggestion: '说出实际的用途' },
  { word: '百分百', suggestion: '说出实际的检测结果' },
  { word: '100%', suggestion: '说出实际的检测结果' },
  { word: '纯天然', suggestion: '说出种植方式和产地' },
  { word: '零添加', suggestion: '念出配料表' },
  { word: '无副作用', suggestion: '食品不谈功效' },
  { word: '治疗', suggestion: '食品不谈功效' },
  { word: '治愈', suggestion: '食品不谈功效' },
  { word: '根治', suggestion: '食品不谈功效' },
  { word: '降血压', suggestion: '食品不谈功效' },
  { word: '降血糖', suggestion: '食品不谈功效' },
  { word: '抗癌', suggestion: '食品不谈功效' },
  { word: '排毒', suggestion: '食品不谈功效' },
  { word: '减肥', suggestion: '念出营养成分表' },
  { word: '特供', suggestion: '说出产地' },
  { word: '专供', suggestion: '说出产地' },
  { word: '国家领导人', suggestion: '说出产地' },
  { word: '再不抢就没了', suggestion: '改说“还剩几份”并报实数' },
  { word: '最后一天', suggestion: '报出截单时间' },
  { word: '仅此一次', suggestion: '报出截单时间' },
  { word: '加微信', suggestion: '请顾客在直播间下单' },
  { word: '私下转账', suggestion: '请顾客在直播间付款' },
];
