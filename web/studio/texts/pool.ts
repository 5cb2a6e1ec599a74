import { texts } from '../../kit/text.ts';

const zh = {
  scheduled: '集单还没开始',
  failed: '没有成团，已全额退款',
  closed: (have: number) => `已截单，**${have}** 件`,
  toForm: (gap: number) => `再喊 **${gap}** 件成团`,
  toNext: (gap: number, price: string) => `再喊 **${gap}** 件，全员降到 ${price}`,
  formed: (have: number) => `已成团，**${have}** 件`,
  lowest: (have: number) => `已到最低价，**${have}** 件`,
  gap: (gap: number) => `差 ${gap} 件`,
  minutes: (n: number) => `${n} 分钟`,
};
const en: typeof zh = {
  scheduled: 'The pool has not opened',
  failed: 'Not formed, all refunded',
  closed: (have) => `Closed with **${have}**`,
  toForm: (gap) => `**${gap}** more and it forms`,
  toNext: (gap, price) => `**${gap}** more: ${price} for everyone`,
  formed: (have) => `Formed, **${have}** pieces`,
  lowest: (have) => `At the lowest price, **${have}** pieces`,
  gap: (gap) => `${gap} short`,
  minutes: (n) => `${n} min`,
};

export const poolTexts = { zh, en };
export type PoolText = typeof zh;
export const usePoolText = texts(poolTexts);
