import { texts } from '../../kit/text.ts';

const zh = {
  title: '我的场次',
  signOut: '退出登录',
  now: '正在直播',
  upcoming: '接下来',
  past: '播过的',
  none: '还没有排给你的场次，请联盟运营排一场',
  notHost: '这个账号还不是主播，请联盟运营授权',
  when: (day: string, from: string, to: string) => `${day} ${from} – ${to}`,
  rooms: (n: number) => `${n} 家店同播`,
  reminded: (n: number) => `${n} 人预约`,
  viewers: (n: string) => `${n} 位街坊在看`,
  prepare: '去开播',
  resume: '回到直播',
  result: '看结果',
  cancelled: '已取消',
  more: '再早一些',
};
const en: typeof zh = {
  title: 'My sessions',
  signOut: 'Sign out',
  now: 'Live now',
  upcoming: 'Coming up',
  past: 'Past',
  none: 'No session is planned for you yet; ask your operator',
  notHost: 'This account is not a host yet; ask your operator',
  when: (day, from, to) => `${day} ${from} – ${to}`,
  rooms: (n) => `in ${n} shops`,
  reminded: (n) => `${n} reminders`,
  viewers: (n) => `${n} watching`,
  prepare: 'Prepare',
  resume: 'Back on air',
  result: 'Result',
  cancelled: 'Cancelled',
  more: 'Earlier ones',
};

export const useSessionsText = texts({ zh, en });
