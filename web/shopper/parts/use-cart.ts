import { useQueryClient } from '@tanstack/react-query';
import { useAct, useRead } from '../../kit/use-api.ts';
import type { Cart } from './answers.ts';
import { useMe } from './use-me.ts';

const cartKey = ['ordering', 'getCart', {}];

/** The cart over all shops; nothing is asked for guests, who have none. */
export function useCart() {
  const { me } = useMe();
  return useRead('ordering', 'getCart', {}, { enabled: me !== undefined });
}

/** Both acts answer with the whole cart, which then is the one on the screen. */
function useTakeCart(): (cart: Cart) => void {
  const client = useQueryClient();
  return (cart) => client.setQueryData(cartKey, cart);
}

export function usePutInCart() {
  const take = useTakeCart();
  return useAct('ordering', 'putInCart', { renews: [], onDone: take });
}

export function useSetQuantity() {
  const take = useTakeCart();
  return useAct('ordering', 'setCartQuantity', { renews: [], onDone: take });
}
