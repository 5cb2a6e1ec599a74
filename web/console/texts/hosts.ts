import { texts } from '../../kit/text.ts';

const zh = {
  title: '主播核验',
  note: '看过身份证件再登记：真实姓名、满 16 岁。只记姓名和出生日期，不留证件照片',
  name: '主播',
  state: '实名核验',
  checked: (day: string) => `${day} 核验过`,
  unchecked: '还没核验，不能开播',
  birthOn: '出生日期',
  realName: '证件上的姓名',
  open: '核验主播',
  save: '证件已看过',
  saved: '已登记',
  none: '还没有主播，先在成员里授权',
  needed: '姓名和日期都要填',
};
const en: typeof zh = {
  title: 'Host identity',
  note: 'See the papers first: real name, at least 16. Only name and day of birth are kept, no copy',
  name: 'Host',
  state: 'Papers',
  checked: (day) => `seen on ${day}`,
  unchecked: 'not seen yet: cannot go live',
  birthOn: 'Born on',
  realName: 'Name on the papers',
  open: 'Check a host',
  save: 'Papers seen',
  saved: 'Saved',
  none: 'No host yet: grant the role first',
  needed: 'Name and day are needed',
};

export const useHostsText = texts({ zh, en });
