import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

export interface AudienceOfHour {
  /** 0–23 in Asia/Shanghai, when sessions began. */
  readonly hour: number;
  readonly sessions: number;
  /** Mean of the most viewers at once. */
  readonly viewers: number;
}

/** How many came to the sessions that have ended since an instant, by the hour they began. */
export async function audienceByHour(db: Reader, since: Date): Promise<AudienceOfHour[]> {
  const { rows } = await sql<AudienceOfHour>`/* live.audience-by-hour */
    select extract(hour from started_at at time zone 'Asia/Shanghai')::int as hour, count(*)::int as sessions,
      avg(peak_viewers)::float8 as viewers
    from live_session
    where alliance_id = ${db.allianceId} and state = 'ended' and starts_at >= ${since} and started_at is not null
    group by 1 order by 1`.execute(db);
  return rows;
}
