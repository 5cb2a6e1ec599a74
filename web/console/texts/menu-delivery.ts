import { texts } from '../../kit/text.ts';

const zh = {
  fulfilment: '履约配送',
  waves: '波次',
  pickups: '自提核销',
  picking: '拣货',
  courier: '我的配送',
  live: '直播',
  sessions: '场次',
  bannedWords: '禁用词',
  settlement: '结算',
  statements: '对账单',
  journal: '分录',
  balance: '试算平衡',
  alliance: '联盟',
  rules: '联盟规则',
  people: '成员与门店',
  members: '成员与授权',
  shops: '门店',
  audit: '操作记录',
};
const en: typeof zh = {
  fulfilment: 'Fulfilment',
  waves: 'Waves',
  pickups: 'Pickup desk',
  picking: 'Picking',
  courier: 'My routes',
  live: 'Live',
  sessions: 'Sessions',
  bannedWords: 'Banned words',
  settlement: 'Settlement',
  statements: 'Statements',
  journal: 'Journal',
  balance: 'Trial balance',
  alliance: 'Alliance',
  rules: 'Rule book',
  people: 'People & shops',
  members: 'Members & grants',
  shops: 'Shops',
  audit: 'Audit log',
};

export const useDeliveryMenuText = texts({ zh, en });
