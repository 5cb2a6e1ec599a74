import { texts } from '../../kit/text.ts';

const zh = {
  tiers: '阶梯价',
  from: '到多少件',
  cost: '供货价',
  retail: '建议街坊价',
  margin: '毛利',
  fromOf: (n: number) => `第 ${n} 档到多少件`,
  costOf: (n: number) => `第 ${n} 档供货价`,
  retailOf: (n: number) => `第 ${n} 档建议街坊价`,
  piece: '件',
  remove: (n: number) => `删掉第 ${n} 档`,
  add: '加一档',
  belowCost: '低于成本',
};
const en: typeof zh = {
  tiers: 'Tiers',
  from: 'From pieces',
  cost: 'Cost',
  retail: 'Suggested price',
  margin: 'Margin',
  fromOf: (n) => `Tier ${n}: from how many`,
  costOf: (n) => `Tier ${n}: cost`,
  retailOf: (n) => `Tier ${n}: suggested price`,
  piece: 'pcs',
  remove: (n) => `Remove tier ${n}`,
  add: 'Add a tier',
  belowCost: 'below cost',
};

export const useTierText = texts({ zh, en });
