import { texts } from '../../kit/text.ts';

const zh = {
  waves: '波次',
  number: '波次',
  state: '状态',
  departsAt: '出发',
  pick: '在店里拣',
  toPick: (n: number) => `还有 ${n} 行没拣`,
  picked: (n: number) => `${n} 行拣好了`,
  takeIn: '送来自提',
  toCome: (n: number) => `还有 ${n} 袋没到`,
  arrived: (n: number) => `${n} 袋到了`,
  none: '还没有要你店里拣货或收袋的波次；运营确认一波后会出现在这里',
};
const en: typeof zh = {
  waves: 'Waves',
  number: 'Wave',
  state: 'State',
  departsAt: 'Leaves',
  pick: 'To pick here',
  toPick: (n) => `${n} lines to pick`,
  picked: (n) => `${n} lines picked`,
  takeIn: 'Bags to take in',
  toCome: (n) => `${n} bags to come`,
  arrived: (n) => `${n} bags are here`,
  none: 'No wave asks anything of your shop yet; it appears here once it is confirmed',
};

export const useShopWavesText = texts({ zh, en });
