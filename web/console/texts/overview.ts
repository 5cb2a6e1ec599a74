import { texts } from '../../kit/text.ts';

type Range = 'today' | 'week' | 'month';

function hello(hour: number): string {
  if (hour < 5) return '夜深了';
  if (hour < 11) return '早上好';
  if (hour < 13) return '中午好';
  return hour < 18 ? '下午好' : '晚上好';
}
const zhBefore: Record<Range, string> = { today: '上周同日', week: '上一周', month: '上个月' };
const enBefore: Record<Range, string> = { today: 'last week', week: 'the week before', month: 'last month' };
/** From here on a multiple says more than per cent. */
const muchMore = 900;
const percent = (change: number) => `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(1)}%`;

const zh = {
  title: '概况',
  clock: (month: number, day: number, weekday: string, clock: string, shops: number | undefined) =>
    `${month} 月 ${day} 日 ${weekday} ${clock}${shops !== undefined && shops > 1 ? ` · ${shops} 家门店` : ''}`,
  greeting: (hour: number, name: string) => `${hello(hour)}，${name}`,
  situation: (live: number, pools: number, soon: number) =>
    `${live} 场直播在播，${pools} 个集单池在跑。${soon > 0 ? `有 **${soon} 件事**半小时内要你决定。` : '半小时内没有要你决定的事。'}`,
  range: '时间范围',
  today: '今天',
  week: '本周',
  month: '本月',
  before: zhBefore,
  newPool: '新建集单',
  allDone: '都处理完了',
  todo: {
    'sums-differ': { title: '自查发现对不上', verb: '去核对' },
    'pool-short-of-threshold': { title: '集单快截单还没成团', verb: '去催单' },
    'purchase-order-unanswered': { title: '采购单等供应商回复', verb: '去跟进' },
    'purchase-order-short': { title: '采购单缺货待处理', verb: '看方案' },
    'orders-to-ship': { title: '订单等发货', verb: '去安排' },
    'wave-to-confirm': { title: '线路等你确认', verb: '确认发车' },
    'lines-to-pick': { title: '订单行等拣货', verb: '去拣货' },
    'claims-open': { title: '售后等处理', verb: '去处理' },
    'statements-to-check': { title: '对账单待复核', verb: '去复核' },
    'licence-expiring': { title: '证照 30 天内到期', verb: '去查看' },
    'refund-failed': { title: '退款没有退成', verb: '去查看' },
    'stops-failed': { title: '配送没有送到', verb: '去安排' },
    'pickups-waiting': { title: '自提等街坊来取', verb: '去核销' },
  },
  liveNow: '正在直播',
  liveNote: (sessions: number, rooms: number) => `${sessions} 个场次 · 同播到 ${rooms} 个直播间`,
  toSessions: '直播场次',
  noneLive: '现在没有直播',
  pinned: (name: string, gap: number | null | undefined) =>
    `讲解中：${name}${gap === undefined ? '' : gap === null ? ' 已到最低价' : ` 差 ${gap} 件`}`,
  nothingPinned: '还没有讲解商品',
  pools: '集单池',
  byCutOff: '按截单时间',
  board: '看板',
  noPools: '没有进行中的集单',
  shopsIn: (n: number) => `${n} 店在集`,
  ordered: '已下采购单',
  formed: '已成团',
  sales: '成交额',
  salesNote: '含待成团',
  against: (range: Range, change: number | undefined) =>
    change === undefined
      ? `${zhBefore[range]}没有成交`
      : change >= muchMore
        ? `是${zhBefore[range]}同时的 ${Math.round(change / 100 + 1)} 倍`
        : `比${zhBefore[range]}同时 ${percent(change)}`,
  ordersFrom: (shops: number) => (shops > 1 ? `订单 · 来自 ${shops} 家店` : '订单'),
  saved: '集采已省',
  onTime: '按时履约',
  unknown: '—',
  now: '现在',
  curve: (sum: string, points: number) => `成交额曲线，${points} 个时点，合计 ${sum}`,
  shops: { today: '门店今天', week: '门店本周', month: '门店本月' },
  shopsNote: '成交与履约',
  categories: '按品类',
  pieces: (n: number) => `${n} 件`,
  noSales: '还没有成交',
};
const en: typeof zh = {
  title: 'Overview',
  clock: (_month, _day, weekday, clock, shops) =>
    `${weekday} ${clock}${shops !== undefined && shops > 1 ? ` · ${shops} shops` : ''}`,
  greeting: (hour, name) =>
    `${hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening'}, ${name}`,
  situation: (live, pools, soon) =>
    `${live} sessions on air, ${pools} pools running. ${soon > 0 ? `**${soon} things** need you within half an hour.` : 'Nothing needs you within half an hour.'}`,
  range: 'Time span',
  today: 'Today',
  week: 'This week',
  month: 'This month',
  before: { today: 'Last week', week: 'Week before', month: 'Last month' },
  newPool: 'New pool',
  allDone: 'All done',
  todo: {
    'sums-differ': { title: 'Sums that differ', verb: 'Check' },
    'pool-short-of-threshold': { title: 'Closing pools not formed', verb: 'Rally' },
    'purchase-order-unanswered': { title: 'Orders unanswered', verb: 'Follow up' },
    'purchase-order-short': { title: 'Orders came short', verb: 'See the plan' },
    'orders-to-ship': { title: 'Orders to ship', verb: 'Arrange' },
    'wave-to-confirm': { title: 'Routes to confirm', verb: 'Confirm' },
    'lines-to-pick': { title: 'Lines to pick', verb: 'Pick' },
    'claims-open': { title: 'Open claims', verb: 'Decide' },
    'statements-to-check': { title: 'Statements to check', verb: 'Check' },
    'licence-expiring': { title: 'Licences end within 30 days', verb: 'Look' },
    'refund-failed': { title: 'Refunds that failed', verb: 'Look' },
    'stops-failed': { title: 'Deliveries that failed', verb: 'Arrange' },
    'pickups-waiting': { title: 'Pickups waiting', verb: 'Hand over' },
  },
  liveNow: 'On air',
  liveNote: (sessions, rooms) => `${sessions} sessions in ${rooms} rooms`,
  toSessions: 'Sessions',
  noneLive: 'Nobody is on air',
  pinned: (name, gap) =>
    `Showing: ${name}${gap === undefined ? '' : gap === null ? ', lowest price' : `, ${gap} to go`}`,
  nothingPinned: 'Nothing pinned yet',
  pools: 'Pools',
  byCutOff: 'by cut-off',
  board: 'Board',
  noPools: 'No pool is running',
  shopsIn: (n) => `${n} shops`,
  ordered: 'ordered',
  formed: 'Formed',
  sales: 'Sales',
  salesNote: 'with pools not yet formed',
  against: (range, change) =>
    change === undefined
      ? `nothing in ${enBefore[range]}`
      : change >= muchMore
        ? `${Math.round(change / 100 + 1)} times ${enBefore[range]}`
        : `${percent(change)} against ${enBefore[range]}`,
  ordersFrom: (shops) => (shops > 1 ? `orders from ${shops} shops` : 'orders'),
  saved: 'saved by pooling',
  onTime: 'on time',
  unknown: '—',
  now: 'now',
  curve: (sum, points) => `Sales curve with ${points} points, ${sum} in all`,
  shops: { today: 'Shops today', week: 'Shops this week', month: 'Shops this month' },
  shopsNote: 'sales and on time',
  categories: 'By category',
  pieces: (n) => `${n} pcs`,
  noSales: 'No sales yet',
};

export const useOverviewText = texts({ zh, en });
