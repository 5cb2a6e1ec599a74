import { Avatar } from '../../kit/parts/avatar.tsx';
import { ShopIcon } from '../../kit/parts/goods-picture.tsx';
import { type Out, useRead } from '../../kit/use-api.ts';
import { shopPicture } from './shop-pictures.ts';

type Party = Out<'settlement', 'listStatements'>['rows'][number]['party'];

/** A shop by what it sells, a person by name, all others by a box. */
export function PartyIcon({ party, size = 28 }: { party: Party; size?: number }) {
  const shops = useRead('membership', 'listShops', {}, { enabled: party.partyKind === 'shop' });
  if (party.partyKind === 'host' || party.partyKind === 'courier')
    return <Avatar name={party.name} size={size} />;
  const shop = shops.data?.rows.find(({ shopId }) => shopId === party.partyId);
  return <ShopIcon pictureKey={shop ? shopPicture(shop.kind, shop.shopId) : 'box'} size={size} />;
}
