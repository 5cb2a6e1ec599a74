import { texts } from '../text.ts';

const zhWeekdays = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
const enWeekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const enMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const zh = {
  tenThousand: (n: string) => `${n} 万`,
  countBase: 10_000,
  today: '今天',
  tomorrow: '明天',
  yesterday: '昨天',
  date: (month: number, day: number) => `${month} 月 ${day} 日`,
  dateWithYear: (year: number, month: number, day: number) => `${year} 年 ${month} 月 ${day} 日`,
  weekday: (n: number) => zhWeekdays[n] ?? '',
  walk: (minutes: number) => `步行 ${minutes} 分钟`,
  metres: (n: string) => `${n} 米`,
  kilometres: (n: string) => `${n} 公里`,
  secondsAgo: (n: number) => `${n} 秒前`,
  minutesAgo: (n: number) => `${n} 分钟前`,
  hoursAgo: (n: number) => `${n} 小时前`,
  justNow: '刚刚',
};

const en: typeof zh = {
  tenThousand: (n) => `${n}k`,
  countBase: 1000,
  today: 'today',
  tomorrow: 'tomorrow',
  yesterday: 'yesterday',
  date: (month, day) => `${day} ${enMonths[month - 1]}`,
  dateWithYear: (year, month, day) => `${day} ${enMonths[month - 1]} ${year}`,
  weekday: (n) => enWeekdays[n] ?? '',
  walk: (minutes) => `${minutes} min walk`,
  metres: (n) => `${n} m`,
  kilometres: (n) => `${n} km`,
  secondsAgo: (n) => `${n} s ago`,
  minutesAgo: (n) => `${n} min ago`,
  hoursAgo: (n) => `${n} h ago`,
  justNow: 'just now',
};

export type FormatText = typeof zh;
export const formatTables = { zh, en };
export const useFormatText = texts(formatTables);
