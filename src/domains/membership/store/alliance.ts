import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';

export interface NewAlliance {
  readonly slug: string;
  readonly name: string;
  readonly city: string;
  readonly lng: number;
  readonly lat: number;
}

export async function insertAlliance(tx: Tx, alliance: NewAlliance): Promise<void> {
  await sql`/* membership.insert-alliance */
    insert into alliance (alliance_id, slug, name, city, lng, lat, created_at)
    values (${tx.allianceId}, ${alliance.slug}, ${alliance.name}, ${alliance.city}, ${alliance.lng}, ${alliance.lat}, ${tx.now})
  `.execute(tx);
}
