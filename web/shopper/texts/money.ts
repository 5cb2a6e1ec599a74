import { texts } from '../../kit/text.ts';

/** The money sentence: what I pay, when it may fall, when I get it back. */
const zh = {
  title: '付多少、什么时候退',
  pay: (sum: string) => `现在付 **${sum}**`,
  payOf: (sum: string, quantity: number, price: string) => `现在付 **${sum}**（${quantity} 件 × ${price}）`,
  fall: (tier: number, price: string, back: string) =>
    `集到 ${tier} 件降到 ${price}，每件自动退你 **${back}**`,
  lowest: '已经是最低一档，价格不会再变',
  fixed: '你付的价不变，成团后本店照价供应',
  below: (at: string, threshold: number) => `${at} 截单，不到 ${threshold} 件**全额退**，不用申请`,
  formed: (at: string) => `已成团，${at} 截单；缺货的部分**全额退**`,
  stock: '付款前先为你留货；少发、缺货**全额退**',
  weighed: '按实重结算，轻了的差价**自动退**',
  bad: '坏了拍照就赔',
};
const en: typeof zh = {
  title: 'What you pay and get back',
  pay: (sum) => `You pay **${sum}** now`,
  payOf: (sum, quantity, price) => `You pay **${sum}** now (${quantity} × ${price})`,
  fall: (tier, price, back) => `At ${tier} pieces the price falls to ${price}: **${back}** back per piece`,
  lowest: 'This is the lowest price; it will not change',
  fixed: 'Your price stays as it is',
  below: (at, threshold) => `Closes ${at}; below ${threshold} pieces **everything is refunded**, unasked`,
  formed: (at) => `Going ahead, closes ${at}; what is missing is **fully refunded**`,
  stock: 'Kept for you while you pay; what is missing is **fully refunded**',
  weighed: 'Weighed; a lighter bag is **refunded by itself**',
  bad: 'Bad pieces are refunded by photo',
};

export const useMoneyText = texts({ zh, en });
export type MoneyText = typeof zh;
