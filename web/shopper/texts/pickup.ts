import { texts } from '../../kit/text.ts';

const zh = {
  title: '在哪里取货',
  near: '看看离我多近',
  locating: '正在定位',
  noPosition: '没拿到位置，可以直接选门店',
  chosen: '现在选的',
  hours: (hours: string) => `营业 ${hours}`,
  none: '还没有自提点',
};
const en: typeof zh = {
  title: 'Where to pick up',
  near: 'How far from me?',
  locating: 'Locating',
  noPosition: 'No position; please choose a shop',
  chosen: 'Chosen',
  hours: (hours) => `Open ${hours}`,
  none: 'No pickup point yet',
};

export const usePickupText = texts({ zh, en });
