import type { Fen } from '../../../kernel/money.ts';
import type { ClaimReason, Liable, Rules } from './rules.ts';

const metrePerKm = 1_000;

/** What a shop earns for sending one order of another shop. */
export function onBehalfFeeFen(rules: Pick<Rules, 'fulfilOnBehalf'>, pieces: number): Fen {
  const { perOrderFen, perPieceFen } = rules.fulfilOnBehalf;
  return perOrderFen + perPieceFen * BigInt(pieces);
}

/** What a courier earns for a way: the base up to the base distance, then every started kilometre, at most the cap. */
export function courierFeeFen(rules: Pick<Rules, 'delivery'>, metre: number): Fen {
  const { courierBaseFen, baseMetre, perKmFen, capFen } = rules.delivery;
  const startedKm = Math.max(0, Math.ceil((metre - baseMetre) / metrePerKm));
  const fee = courierBaseFen + perKmFen * BigInt(startedKm);
  return fee < capFen ? fee : capFen;
}

/** Who had a hand in an order line, beside the shop that sold it. */
export interface Involved {
  /** Null: the seller's own goods, no supplier delivered them for this sale. */
  readonly poolId: string | null;
  /** Null: the hub sent it, or nobody yet. */
  readonly fulfillerShopId: string | null;
  /** Null: nobody drove it. */
  readonly courierMemberId: string | null;
}

/** Who pays for a claim of this reason: whom the book names, or the seller when that party took no part in the line. */
export function liableFor(
  rules: Pick<Rules, 'afterSales'>,
  reason: ClaimReason,
  { poolId, fulfillerShopId, courierMemberId }: Involved,
): Liable {
  const rule = rules.afterSales.find((row) => row.reason === reason);
  if (!rule) throw new Error(`The rule book names nobody liable for ${reason}`);
  const tookNoPart: Partial<Record<Liable, boolean>> = {
    supplier: poolId === null,
    hub: poolId === null && fulfillerShopId !== null,
    courier: courierMemberId === null,
  };
  return tookNoPart[rule.liable] ? 'seller' : rule.liable;
}
