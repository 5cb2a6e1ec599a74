import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import { locationOfShop } from '../../stock/index.ts';

export interface FulfilmentTodo {
  readonly kind: 'wave-to-confirm' | 'lines-to-pick' | 'claims-open' | 'stops-failed' | 'pickups-waiting';
  readonly count: number;
  readonly worst: string;
  readonly dueAt: Date | null;
}

/** A stop that failed matters this long; afterwards its parcels are in another wave. */
const failedSeconds = 86_400;

/**
 * Waves to confirm and failed stops are the operator's, lines to pick a shop's, claims and pickups both's. Empty kinds are
 * absent.
 */
export async function fulfilmentTodos(db: Reader, shopId: string | null): Promise<FulfilmentTodo[]> {
  const locationId = shopId ? ((await locationOfShop(db, [shopId])).get(shopId) ?? null) : null;
  const { rows } = await sql<FulfilmentTodo>`/* fulfilment.todos */
    select 'wave-to-confirm' as kind, count(*)::int as count, (array_agg(number order by departs_at))[1] as worst,
      min(departs_at) as "dueAt"
    from wave where alliance_id = ${db.allianceId} and state = 'draft' and ${shopId}::uuid is null
    having count(*) > 0
    union all
    select 'lines-to-pick', count(*)::int,
      (array_agg(concat(w.number, ' ', to_char(w.departs_at at time zone 'Asia/Shanghai', 'HH24:MI'), ' 出发')
        order by w.departs_at))[1], min(w.departs_at)
    from wave w join allocation a on a.alliance_id = w.alliance_id and a.wave_id = w.wave_id
    where w.alliance_id = ${db.allianceId} and w.state in ('confirmed', 'running')
      and a.location_id = ${locationId}::uuid and a.picked_at is null
    having count(*) > 0
    union all
    select 'claims-open', count(*)::int, concat('最早 ', to_char(min(at) at time zone 'Asia/Shanghai', 'MM-DD HH24:MI')), min(at)
    from claim where alliance_id = ${db.allianceId} and state = 'open'
      and (${shopId}::uuid is null or seller_shop_id = ${shopId}::uuid)
    having count(*) > 0
    union all
    select 'stops-failed', count(*)::int, (array_agg(name || ' ' || fail_reason order by done_at desc))[1], null
    from route_stop where alliance_id = ${db.allianceId} and state = 'failed' and ${shopId}::uuid is null
      and done_at > ${db.now}::timestamptz - make_interval(secs => ${failedSeconds})
    having count(*) > 0
    union all
    select 'pickups-waiting', count(distinct shop_order_id)::int, (array_agg(bag_label order by bag_label))[1], null
    from shipment where alliance_id = ${db.allianceId} and state = 'at-pickup'
      and (${shopId}::uuid is null or pickup_shop_id = ${shopId}::uuid)
    having count(*) > 0`.execute(db);
  return rows;
}
