import { createContext, type ReactNode, useContext, useState } from 'react';
import type { WireOutput } from '../../../contract/endpoint.ts';
import type { membership } from '../../../contract/membership.ts';

export type Me = WireOutput<typeof membership.getMe>;

/** What a signed-in person works for: the whole alliance (operators), or one of their shops. */
export interface Place {
  isWhole: boolean;
  /** The chosen shop of shop people; undefined for everyone else. */
  shopId: string | undefined;
  chooseShop: (shopId: string) => void;
}

const MeContext = createContext<Me | undefined>(undefined);
const PlaceContext = createContext<Place | undefined>(undefined);
const shopKey = 'lianbo.console.shop';

export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === undefined) throw new Error('useMe() is for pages behind the session');
  return me;
}

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (place === undefined) throw new Error('usePlace() is for pages behind the session');
  return place;
}

/** Whether this person may do what a duty guards: operators hold the duties they were given, or all when none is named. */
export function mayDo(me: Me, duty: string): boolean {
  return me.duties.includes(duty);
}

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  const [chosen, setChosen] = useState(() => localStorage.getItem(shopKey));
  const isWhole = me.roles.includes('operator');
  const own = me.shops.find((shop) => shop.shopId === chosen) ?? me.shops[0];
  const place: Place = {
    isWhole,
    shopId: isWhole ? undefined : own?.shopId,
    chooseShop(shopId) {
      localStorage.setItem(shopKey, shopId);
      setChosen(shopId);
    },
  };
  return (
    <MeContext value={me}>
      <PlaceContext value={place}>{children}</PlaceContext>
    </MeContext>
  );
}
