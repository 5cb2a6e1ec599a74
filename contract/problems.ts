import { z } from 'zod';

/** Every answer that is not 2xx has one of these three shapes. */
export const malformed = z.object({
  kind: z.literal('malformed'),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).min(1),
  requestId: z.string(),
});
export const refused = z.object({
  kind: z.literal('refusal'),
  code: z.string(),
  message: z.string(),
  field: z.string().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  requestId: z.string(),
});
export const defect = z.object({ kind: z.literal('defect'), requestId: z.string() });
export const problem = z.discriminatedUnion('kind', [malformed, refused, defect]);
export type Problem = z.infer<typeof problem>;

/**
 * One table from refusal code to HTTP status and the sentence people read. `{name}` is filled from the refusal's data.
 * A code missing here is a defect.
 */
export const refusalTable = {
  // doors
  'sign-in-needed': [401, '请先登录', 'Please sign in'],
  'not-allowed': [403, '你没有这项权限', 'You are not allowed to do this'],
  'not-found': [404, '没有找到', 'Not found'],
  'bad-origin': [403, '请求来源不对，请从联播页面操作', 'Wrong origin'],
  'too-many-requests': [
    429,
    '操作太快了，请 {retryAfterSeconds} 秒后再试',
    'Too fast, retry in {retryAfterSeconds} s',
  ],
  'idempotency-key-reused': [
    409,
    '同一请求号不能用于不同内容',
    'This idempotency key was used with another input',
  ],
  busy: [503, '下单的街坊太多，请稍候重试', 'Too busy, please retry'],
  'unknown-alliance': [404, '没有这个联盟', 'No such alliance'],
  'file-type': [415, '文件类型不支持，请用 {types}', 'Unsupported file type, use {types}'],
  'file-unreadable': [422, '文件打不开：{reason}', 'The file cannot be read: {reason}'],
  'link-expired': [410, '链接已过期，请联系联盟运营', 'The link has expired'],
  'bad-signature': [401, '签名不对', 'Bad signature'],
  // membership
  'code-wrong': [422, '验证码不对，还可以试 {left} 次', 'Wrong code, {left} tries left'],
  'code-expired': [422, '验证码已过期，请重新获取', 'The code has expired'],
  'password-wrong': [422, '手机号或密码不对', 'Wrong phone or password'],
  'shop-name-taken': [409, '已有同名门店', 'A shop of this name exists'],
  'last-operator': [409, '至少要留一位联盟运营', 'The last operator must stay'],
  'grant-target': [422, '这个角色要对应门店或供应商', 'This role needs its shop or supplier, and no other'],
  'too-many-addresses': [
    409,
    '最多存 {limit} 个地址，先删一个',
    'At most {limit} addresses: remove one first',
  ],
  'sms-failed': [502, '短信没有发出去，请重试', 'The text message could not be sent, please retry'],
  'push-service': [422, '这个浏览器的推送服务不支持', 'The push service of this browser is not supported'],
  // rulebook
  'rule-book-invalid': [422, '规则书有误：{reason}', 'The rule book is inconsistent: {reason}'],
  // catalog
  'item-code-taken': [409, '统一编码 {itemCode} 已存在', 'Item code {itemCode} exists'],
  'gtin-taken': [409, '条码 {gtin} 已用于 {itemCode}', 'GTIN {gtin} belongs to {itemCode}'],
  'regulated-goods': [422, '受监管商品不能上直播、集单或推荐', 'Regulated goods cannot be sold here'],
  'import-has-errors': [409, '还有 {count} 行要改，改好再导入', '{count} rows need mending first'],
  'import-state': [409, '这次导入已处理过', 'This import has moved on'],
  'gtin-check-digit': [422, '条码最后一位应是 {expected}，请核对', 'The check digit should be {expected}'],
  'weight-needed': [422, '称重商品要填标称重量', 'Goods sold by weight need a nominal weight'],
  'category-taken': [409, '已有相同代码或编号的品类', 'A category with this code or number exists'],
  'export-too-large': [422, '一次最多导出 {max} 行，请按品类导出', 'At most {max} rows, export by category'],
  'category-unknown': [422, '没有这个品类', 'No such category'],
  // rota
  'rota-overlap': [
    409,
    '这家店 {startsAt} 已有时段，换个时间',
    'This shop has a slot at {startsAt}: take another time',
  ],
  'rota-full': [409, '一周最多 {limit} 个时段', 'At most {limit} slots a week'],
  'rota-pin': [422, '先安排主播，才能锁定', 'Name a host before pinning the slot'],
  'rota-span': [
    422,
    '空闲时间要先早后晚，同一天不能重叠',
    'Free times end after they begin and do not overlap on a day',
  ],
  'rota-absence': [422, '结束要晚于开始，最长一年', 'The end follows the start within a year'],
  'rota-running': [409, '这一周正在排，请稍候', 'This week is being planned already'],
  'rota-empty': [422, '这一周还没有时段，先加时段', 'This week has no slots yet: add some first'],
  // stock
  'not-enough-stock': [409, '库存不足，现可用 {available} 件', 'Not enough stock, {available} available'],
  'count-below-promised': [
    409,
    '盘点数低于已占用和已分配的 {promised} 件，先处理这些订单',
    'Below the {promised} already promised',
  ],
  // supply
  'tiers-not-rising': [422, '阶梯要数量递增、供货价递减', 'Tiers must rise in quantity and fall in cost'],
  'moq-not-pack': [
    422,
    '起订量要是箱规 {packSize} 的倍数，改成 {lower} 或 {upper}',
    'MOQ must be a multiple of {packSize}: {lower} or {upper}',
  ],
  'cut-off-too-early': [422, '截单要晚于现在', 'The cut-off must be in the future'],
  'offer-has-open-pool': [409, '这个供货已有在集的集单', 'This offer already has an open pool'],
  'pool-closed': [409, '集单已截单', 'The pool is closed'],
  'pool-full': [409, '这一轮只剩 {available} 件', 'Only {available} left in this round'],
  'pool-state': [409, '集单现在是{state}，不能这样操作', 'Not possible while the pool is {state}'],
  'po-state': [409, '采购单现在是{state}，不能这样操作', 'Not possible while the purchase order is {state}'],
  'quantity-over-order': [422, '不能多于 {ordered} 件', 'Not more than {ordered}'],
  'quantity-needed': [422, '写上能发多少件', 'Say how many pieces can be delivered'],
  'goods-expired': [422, '保质期已过，不能收货', 'Past its expiry date'],
  'licence-missing': [422, '供应商缺少有效证照，不能开集单', 'The supplier lacks a valid licence'],
  'supplier-name-taken': [409, '已有同名供应商', 'A supplier of this name exists'],
  'offer-paused': [409, '这个供货或供应商已停用', 'The offer or its supplier is paused'],
  'threshold-too-low': [422, '成团量不能低于 {lowest} 件', 'The threshold must be at least {lowest}'],
  'cap-out-of-range': [
    422,
    '供货上限要在 {lowest} 到 {highest} 件之间',
    'The cap must be {lowest} to {highest}',
  ],
  'hub-missing': [409, '还没有收货的仓，先建一个库位', 'There is no location to deliver to'],
  // insight
  'forecast-running': [409, '预测正在算，算完再来', 'A forecast is being made already'],
  // live
  'session-state': [409, '场次现在是{state}，不能这样操作', 'Not possible while the session is {state}'],
  'session-times': [
    422,
    '结束要晚于开播，最长 {hoursMax} 小时',
    'The end must follow the start, within {hoursMax} h',
  ],
  'host-busy': [409, '主播在 {startsAt} 已有场次', 'The host has a session at {startsAt}'],
  'item-twice': [422, '{title} 选了两次', '{title} is chosen twice'],
  'line-up-empty': [422, '先选品再开播', 'Choose items first'],
  'not-host': [403, '只有本场主播可以操作', 'Only the host of this session may do this'],
  'room-closed': [409, '这家店没有加入本场', 'This shop has not joined the session'],
  muted: [403, '你被禁言到 {until}', 'You are muted until {until}'],
  'chat-too-fast': [429, '说得太快了，歇 {retryAfterSeconds} 秒', 'Wait {retryAfterSeconds} s'],
  'banned-word': [422, '“{word}”不能这样说，{suggestion}', 'Do not say “{word}”: {suggestion}'],
  'room-banned': [403, '主播已请你离开本场', 'The host has asked you to leave this session'],
  'birth-day': [422, '出生日期不对', 'The day of birth is wrong'],
  'checklist-open': [409, '开播前还差：{missing}', 'Before going live: {missing}'],
  'substitute-unfit': [422, '替播的人要有主播身份，且不是现任主播', 'A substitute must be another host'],
  // marketing
  'coupon-drop-open': [409, '“{title}”还在发，领完或结束后再发', '“{title}” is still being claimed'],
  'coupon-early': [409, '还有 {seconds} 秒开抢', 'Opens in {seconds} s'],
  'coupon-gone': [409, '手慢了，券已经领完', 'All coupons are gone'],
  // ordering
  'coupon-used': [409, '这张券已经用过', 'This coupon has been used'],
  'coupon-expired': [409, '这张券过期了', 'This coupon has expired'],
  'coupon-short': [409, '本场商品满 ¥{min} 才能用这张券', 'From ¥{min} of goods of this session'],
  'flash-gone': [409, '{title} 秒杀只剩 {left} 件', '{title}: {left} left at the flash price'],
  'cart-empty': [422, '购物车是空的', 'The cart is empty'],
  'cart-full': [409, '购物车最多放 {limit} 种商品', 'A cart holds {limit} kinds of goods'],
  'sold-out': [409, '{title} 只剩 {available} 件', '{title}: only {available} left'],
  'price-changed': [409, '{title} 现价 ¥{now}，请确认后再下单', '{title} now costs ¥{now}'],
  'person-limit': [409, '{title} 每人限 {limit} 件', '{title}: {limit} per person'],
  'not-for-sale': [409, '{title} 已下架', '{title} is not for sale'],
  'slot-gone': [409, '这个时段已过或已满', 'This slot is gone'],
  'address-needed': [422, '请填写收货地址', 'An address is needed'],
  'mixed-sellers': [422, '商品与门店不符', 'Item and shop do not match'],
  'order-state': [409, '订单现在是{state}，不能这样操作', 'Not possible while the order is {state}'],
  'payment-state': [409, '这笔付款已{state}', 'The payment is {state}'],
  'payment-failed': [502, '支付通道没有回应，单子还在，请重试', 'The payment provider did not answer'],
  'amount-mismatch': [422, '回调金额与订单不符', 'The amount differs from the order'],
  // fulfilment
  'wave-state': [409, '波次现在是{state}，不能这样操作', 'Not possible while the wave is {state}'],
  'nothing-to-ship': [409, '没有等待出库的订单', 'Nothing waits to be shipped'],
  'goods-elsewhere': [409, '集单商品只能从收货的仓发出', 'Pool goods go out from where they were received'],
  'no-cold-store': [409, '{place} 没有冷藏，不能发这件商品', '{place} has no cold store'],
  'not-picked': [409, '还有 {count} 行没拣好，拣好再出发', '{count} lines are not picked yet'],
  'already-picked': [409, '这一行已经称好，重量不能再改', 'This line is weighed and done'],
  'weight-missing': [422, '这件按重量卖，先称再拣', 'Sold by weight: weigh it first'],
  'done-at-implausible': [422, '完成时间不对，只能是最近 24 小时内', 'Within the last 24 hours only'],
  'stop-state': [409, '这一站已处理', 'This stop is done'],
  'pickup-code-wrong': [422, '自提码不对', 'Wrong pickup code'],
  'parcels-not-here': [409, '码对了，但包裹还没到这里', 'The code is right, but nothing has arrived yet'],
  'photo-needed': [422, '请拍照上传', 'A photo is needed'],
  'claim-too-late': [409, '已过 {hours} 小时的申请期', 'The claim window of {hours} h is over'],
  'claim-open': [409, '这件商品已有售后申请', 'A claim for this item is open'],
  'claim-state': [409, '这个申请已处理', 'The claim is settled'],
  'weight-implausible': [422, '重量与标称相差太大，请复核', 'The weight is implausible'],
  'refund-over-paid': [422, '退款不能超过实付 ¥{paid}', 'Not more than the ¥{paid} paid'],
  // settlement
  'period-open': [409, '账期还没结束', 'The period is still open'],
  'statement-state': [
    409,
    '对账单现在是{state}，不能这样操作',
    'Not possible while the statement is {state}',
  ],
} as const satisfies Record<string, readonly [number, string, string]>;

export type RefusalCode = keyof typeof refusalTable;

/** Answered by any endpoint without being declared. */
export const commonRefusals: readonly RefusalCode[] = [
  'sign-in-needed',
  'not-allowed',
  'not-found',
  'bad-origin',
  'too-many-requests',
  'idempotency-key-reused',
  'busy',
  'unknown-alliance',
  'file-type',
  'file-unreadable',
];
