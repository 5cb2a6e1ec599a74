import type { contract } from '../../contract/index.ts';
import type { Output } from '../../contract/endpoint.ts';
import { actorOfGrants, describeShops, findPerson } from '../domains/membership/index.ts';
import { dutiesOf, findVersionInForce } from '../domains/rulebook/index.ts';
import type { Reader } from '../engines/db/tx.ts';
import { Refusal } from '../kernel/refusal.ts';

export type Me = Output<typeof contract.membership.getMe>;

/** A member with everything they may do, read fresh: a page decides by it what to show. */
export async function describeMe(db: Reader, memberId: string): Promise<Me> {
  const person = await findPerson(db, memberId);
  if (!person) throw new Refusal('sign-in-needed');
  const { grants, ...fields } = person;
  const actor = actorOfGrants(memberId, grants);
  const book = await findVersionInForce(db);
  const shops = await describeShops(db, [...actor.shopIds]);
  return {
    ...fields,
    allianceId: db.allianceId,
    roles: [...actor.roles],
    duties: [...dutiesOf(book?.rules ?? { duties: [] }, actor)],
    shops: [...shops.values()].map(({ shopId, name, shortName, kind }) => ({
      shopId,
      name,
      shortName,
      kind,
    })),
    supplierId: grants.find(({ supplierId }) => supplierId !== null)?.supplierId ?? null,
  };
}
