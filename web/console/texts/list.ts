import { texts } from '../../kit/text.ts';

const zh = {
  more: '加载更多',
  all: '全部',
  none: '—',
  search: '搜索',
  cancel: '不了',
  saved: '已保存',
  momentFormat: 'M 月 D 日 HH:mm',
  pickMoment: '选日期和时间',
  pickDay: '选日期',
};
const en: typeof zh = {
  more: 'Load more',
  all: 'All',
  none: '—',
  search: 'Search',
  cancel: 'Not now',
  saved: 'Saved',
  momentFormat: 'D MMM HH:mm',
  pickMoment: 'Choose day and time',
  pickDay: 'Choose a day',
};

export const useListText = texts({ zh, en });
