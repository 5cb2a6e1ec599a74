import type { Reader } from '../../../engines/db/tx.ts';
import { describeMembers, describeShops } from '../../membership/index.ts';
import { listSuppliers } from '../../supply/index.ts';
import type { PartyKind } from '../rules/entry.ts';

const fixedNames: Readonly<Partial<Record<PartyKind, string>>> = {
  hub: '中心仓',
  fund: '联盟公积金',
  platform: '联播平台',
  shoppers: '街坊',
  provider: '支付通道',
};

export interface NamedParty {
  readonly partyKind: PartyKind;
  readonly partyId: string | null;
  readonly name: string;
}

/** Puts names to parties in three statements, however many there are. */
export async function nameParties(
  db: Reader,
  parties: readonly { readonly partyKind: PartyKind; readonly partyId: string | null }[],
): Promise<(partyKind: PartyKind, partyId: string | null) => NamedParty> {
  const idsOf = (...kinds: PartyKind[]) => [
    ...new Set(
      parties
        .filter((party) => kinds.includes(party.partyKind) && party.partyId)
        .map((party) => party.partyId!),
    ),
  ];
  const shopIds = idsOf('shop');
  const memberIds = idsOf('host', 'courier');
  const [shops, members, suppliers] = [
    shopIds.length > 0 ? await describeShops(db, shopIds) : new Map(),
    memberIds.length > 0 ? await describeMembers(db, memberIds) : new Map(),
    idsOf('supplier').length > 0 ? (await listSuppliers(db)).rows : [],
  ];
  const names = new Map<string, string>([
    ...[...shops].map(([id, shop]) => [id, shop.name] as const),
    ...[...members].map(([id, member]) => [id, member.name] as const),
    ...suppliers.map((supplier) => [supplier.supplierId, supplier.name] as const),
  ]);
  return (partyKind, partyId) => ({
    partyKind,
    partyId,
    name: (partyId && names.get(partyId)) ?? fixedNames[partyKind] ?? partyKind,
  });
}
