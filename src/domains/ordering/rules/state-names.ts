import type { GroupState, LineState } from './line-state.ts';

/** How states are called in sentences for people. */
export const groupStateName: Readonly<Record<GroupState, string>> = {
  'awaiting-payment': '待付款',
  paid: '已付款',
  closed: '超时关闭',
  cancelled: '已取消',
  done: '已完成',
};

export const lineStateName: Readonly<Record<LineState, string>> = {
  held: '待付款',
  released: '已关闭',
  'waiting-pool': '待成团',
  ready: '待发货',
  allocated: '待发货',
  picked: '已拣货',
  'on-the-way': '配送中',
  'at-pickup': '待自提',
  done: '已完成',
  cancelled: '已取消',
  refunded: '已退款',
};

const refundReasons: Readonly<Record<string, string>> = {
  cancelled: '已取消',
  'pool-failed': '集单未成',
  'better-tier': '降到更低阶梯价',
  'pack-remainder': '箱规余数',
  'short-delivery': '到货短缺',
  'late-payment': '超时付款',
  'saving-rebate': '集采节约返还',
  'weight-difference': '称重退差',
  'bad-fruit': '坏果',
  damaged: '破损',
  'wrong-item': '错发',
};

export function refundReasonName(reason: string): string {
  return refundReasons[reason] ?? reason;
}
