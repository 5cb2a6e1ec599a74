import { texts } from '../../kit/text.ts';

const zh = {
  toForm: (gap: number) => `再拼 **${gap}** 件成团，不成自动退`,
  toNext: (gap: number, price: string) => `再拼 **${gap}** 件，全员降到 ${price}`,
  haveToForm: (have: number, gap: number) => `已集 ${have}，差 **${gap}** 件成团`,
  haveToNext: (have: number, gap: number, price: string) => `已集 ${have}，差 **${gap}** 件降至 ${price}`,
  lowest: (have: number) => `已集 ${have} 件，到最低价了`,
  formed: (have: number) => `已集 ${have} 件，成团了`,
  failed: '没有成团，已全额退款',
  closed: (have: number) => `共 ${have} 件，已截单`,
  opens: (at: string) => `${at} 开始集单`,
  elderToForm: (gap: number) => `再有 ${gap} 份就成团`,
  elderToNext: (gap: number) => `再有 ${gap} 份更便宜`,
  elderFormed: '已经成团',
  have: (n: number) => `${n} 件已集`,
  tier: (quantity: number) => `${quantity} 件`,
  held: (n: number) => `另有 ${n} 件待付款`,
  everyone: (gap: number, price: string) => `再拼 **${gap}** 件，所有人退差价到 ${price}`,
  everyoneForm: (gap: number) => `再拼 **${gap}** 件成团，不成全额退`,
  cutOff: '截单',
  cutOffAfter: '后截单',
  cutOffAt: '截单',
};
const en: typeof zh = {
  toForm: (gap) => `**${gap}** more to go ahead, or money back`,
  toNext: (gap, price) => `**${gap}** more and everyone pays ${price}`,
  haveToForm: (have, gap) => `${have} in, **${gap}** more to go ahead`,
  haveToNext: (have, gap, price) => `${have} in, **${gap}** more for ${price}`,
  lowest: (have) => `${have} in, at the lowest price`,
  formed: (have) => `${have} in, going ahead`,
  failed: 'Did not go ahead; all money returned',
  closed: (have) => `${have} in, closed`,
  opens: (at) => `Opens ${at}`,
  elderToForm: (gap) => `${gap} more to go ahead`,
  elderToNext: (gap) => `${gap} more and it gets cheaper`,
  elderFormed: 'Going ahead',
  have: (n) => `${n} in`,
  tier: (quantity) => `${quantity}`,
  held: (n) => `${n} more not paid yet`,
  everyone: (gap, price) => `**${gap}** more and everyone gets the difference to ${price}`,
  everyoneForm: (gap) => `**${gap}** more to go ahead, else all money back`,
  cutOff: 'closes',
  cutOffAfter: 'left',
  cutOffAt: 'closes',
};

export const usePoolText = texts({ zh, en });
export type PoolText = typeof zh;
