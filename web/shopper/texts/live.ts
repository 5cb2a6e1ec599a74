import { texts } from '../../kit/text.ts';

const zh = {
  title: '直播',
  now: '街坊正在播',
  none: '现在没有直播',
  noneNext: (at: string, title: string) => `下一场 ${at}：${title}`,
  today: (n: number) => `今天 ${n} 场`,
  upcoming: '等会儿播',
  nothingUpcoming: '今天没有预告了',
  all: '全部',
  reserveCount: (n: number) => (n === 0 ? '预约' : `预约 · ${n} 人`),
  reservedCount: (n: number) => `已预约 · ${n} 人`,
  reservedToast: '开播前短信告诉你',
  toldHereToast: '开播时这台设备会提醒你',
  forgotToast: '已取消预约',
  watch: '去看',
  watching: (n: string) => `${n} 位街坊在看`,
  liveNow: '正在播',
};
const en: typeof zh = {
  title: 'Live',
  now: 'Live nearby',
  none: 'Nothing live right now',
  noneNext: (at, title) => `Next at ${at}: ${title}`,
  today: (n) => `${n} today`,
  upcoming: 'Coming up',
  nothingUpcoming: 'Nothing more announced',
  all: 'All',
  reserveCount: (n) => (n === 0 ? 'Remind me' : `Remind me · ${n}`),
  reservedCount: (n) => `Reminder set · ${n}`,
  reservedToast: 'We will text you before it starts',
  toldHereToast: 'This device will tell you',
  forgotToast: 'Reminder removed',
  watch: 'Watch',
  watching: (n) => `${n} neighbours watching`,
  liveNow: 'Live',
};

export const useLiveText = texts({ zh, en });
