import type { Output } from '../../../../contract/endpoint.ts';
import type { live } from '../../../../contract/live.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { listStaff } from '../../membership/index.ts';
import { findIdentities } from '../store/checks.ts';

/** Every host of the alliance, and whether their papers have been seen. */
export async function listHostIdentities(db: Reader): Promise<Output<typeof live.listHostIdentities>> {
  const staff = await listStaff(db, 'host');
  const known = new Map(
    (
      await findIdentities(
        db,
        staff.map(({ memberId }) => memberId),
      )
    ).map((identity) => [identity.memberId, identity]),
  );
  return {
    rows: staff.map(({ memberId, name }) => ({
      memberId,
      name,
      checkedAt: known.get(memberId)?.checkedAt ?? null,
      birthOn: known.get(memberId)?.birthOn ?? null,
    })),
  };
}
