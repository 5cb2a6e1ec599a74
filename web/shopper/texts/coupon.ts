import { texts } from '../../kit/text.ts';

const zh = {
  card: '街坊红包',
  off: (money: string) => `减 ${money}`,
  from: (money: string) => `满 ${money} 可用`,
  anything: '本场都能用',
  opens: '后开领',
  claim: '领券',
  claimOf: (title: string) => `领券 ${title}`,
  left: (n: number) => `还有 ${n} 张`,
  gone: '领完了',
  mine: '已领到',
  mineNote: '下单时自动用上',
  used: '已用掉',
  claimed: (title: string) => `领到了：${title}`,
  apply: (title: string) => `用券 ${title}`,
  short: (title: string, money: string) => `本场再买 ${money} 就能用「${title}」`,
  discount: '优惠券',
};
const en: typeof zh = {
  card: 'Coupon',
  off: (money) => `${money} off`,
  from: (money) => `from ${money}`,
  anything: 'for anything here',
  opens: 'to go',
  claim: 'Claim',
  claimOf: (title) => `Claim ${title}`,
  left: (n) => `${n} left`,
  gone: 'All gone',
  mine: 'Yours',
  mineNote: 'Used when you order',
  used: 'Used',
  claimed: (title) => `Claimed: ${title}`,
  apply: (title) => `Use ${title}`,
  short: (title, money) => `${money} more of this session for “${title}”`,
  discount: 'Coupon',
};

export const useCouponText = texts({ zh, en });
