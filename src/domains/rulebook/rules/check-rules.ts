import { claimReasons, type Rules } from './rules.ts';

const wholeBps = 10_000;

/** What the types cannot say. Null when the book is sound, else a sentence naming the first fault. */
export function findFault(rules: Rules): string | null {
  const { savingSplit, delivery, commission, afterSales } = rules;
  const { shopsBps, shoppersBps, fundBps } = savingSplit;
  if (shopsBps + shoppersBps + fundBps !== wholeBps) return '集采节约的三份相加要等于 100%';
  if (delivery.capFen < delivery.courierBaseFen) return '配送费封顶不能低于起步价';
  if (sums(rules).some((fen) => fen < 0n)) return '费用不能为负';
  if (repeats(commission.map(({ ruleId }) => ruleId))) return '佣金规则的编号不能重复';
  if (repeats(rules.duties.map(({ duty, shopId }) => `${duty} ${shopId}`))) return '同一职责不能重复指派';
  const reasons = afterSales.map(({ reason }) => reason);
  if (repeats(reasons)) return '同一售后原因只能有一个责任方';
  if (claimReasons.some((reason) => !reasons.includes(reason))) return '每个售后原因都要有责任方';
  const highest = Math.max(0, ...commission.map(({ rateBps }) => rateBps));
  const taken = highest + rules.roomShareBps + rules.hostShareBps + rules.serviceFeeBps;
  if (taken > wholeBps) return '佣金、直播间分成、主播分成和服务费合计不能超过货款';
  return null;
}

function sums({ fulfilOnBehalf, delivery, pickupHandlingFen }: Rules): bigint[] {
  const { shopperFeeFen, courierBaseFen, perKmFen, capFen } = delivery;
  const { perOrderFen, perPieceFen } = fulfilOnBehalf;
  return [perOrderFen, perPieceFen, shopperFeeFen, courierBaseFen, perKmFen, capFen, pickupHandlingFen];
}

function repeats(keys: readonly string[]): boolean {
  return new Set(keys).size < keys.length;
}
