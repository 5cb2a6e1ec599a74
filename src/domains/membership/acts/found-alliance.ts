import type { Tx } from '../../../engines/db/tx.ts';
import { insertAlliance, type NewAlliance } from '../store/alliance.ts';
import { ensureMember } from './ensure-member.ts';
import { giveGrant } from './give-grant.ts';

export interface Founding extends NewAlliance {
  readonly operatorName: string;
  readonly operatorPhone: string;
}

/**
 * Founds an alliance with its first operator and answers its id. Runs as the system role: nobody is a member yet.
 * The rule book of the new alliance is adopted in the same transaction by the caller, in `allianceScope` of it.
 */
export async function foundAlliance(tx: Tx, founding: Founding): Promise<string> {
  const scoped = allianceScope(tx, tx.newId());
  await insertAlliance(scoped, founding);
  const { operatorName: name, operatorPhone: phone } = founding;
  await ensureMember(scoped, { phone, name });
  await giveGrant(scoped, { phone, name, role: 'operator', shopId: null, supplierId: null, duties: [] });
  return scoped.allianceId;
}

/** The same transaction of the system role, speaking for one alliance. The app role's policies would refuse it. */
export function allianceScope(tx: Tx, allianceId: string): Tx {
  return { ...tx, allianceId };
}
