import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

export interface AudienceOfHour {
  /** 0–23 in Asia/Shanghai, when sessions began. */
  readonly hour: number;
  readonly sessions: number;
  /** Mean number of people who came, counted once a room. */
  readonly viewers: number;
}

/** How many came to the sessions that have ended since an instant, by the hour they began. */
export async function audienceByHour(db: Reader, since: Date): Promise<AudienceOfHour[]> {
  const { rows } = await sql<AudienceOfHour>`/* live.audience-by-hour */
    select extract(hour from s.started_at at time zone 'Asia/Shanghai')::int as hour, count(*)::int as sessions,
      avg(coalesce(v.visits, 0))::float8 as viewers
    from live_session s left join (
      select session_id, count(*) as visits from room_visit
      where alliance_id = ${db.allianceId} and first_at >= ${since} group by session_id
    ) v on v.session_id = s.session_id
    where s.alliance_id = ${db.allianceId} and s.state = 'ended' and s.starts_at >= ${since}
      and s.started_at is not null
    group by 1 order by 1`.execute(db);
  return rows;
}
