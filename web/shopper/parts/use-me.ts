import { useQueryClient } from '@tanstack/react-query';
import { useNavigation } from '../../kit/parts/go.tsx';
import { useRead } from '../../kit/use-api.ts';
import { forgetKept } from '../platform/offline.ts';
import { here } from '../platform/leave.ts';
import type { Me } from './answers.ts';

export interface Person {
  /** Undefined for guests, and until it is known. */
  me: Me | undefined;
  isGuest: boolean;
  /** The network did not say who this is. */
  isUnknown: boolean;
}

/** Who holds the phone. Guests may look at everything. */
export function useMe(): Person {
  const { data, error } = useRead('membership', 'getMe', {});
  const isGuest = (error as { status?: number } | null)?.status === 401;
  return { me: isGuest ? undefined : data, isGuest, isUnknown: error !== null && !isGuest };
}

/** Where to sign in and then come back to. */
export function signInPath(back: string): string {
  return `/sign-in?to=${encodeURIComponent(back)}`;
}

/**
 * For acts that need a person: true when there is one, else goes to the sign-in page, which comes back here. `back` is
 * for acts that go on elsewhere: the checkout rather than the page with the button.
 */
export function useNeedPerson(): (back?: string) => boolean {
  const { isGuest } = useMe();
  const { go } = useNavigation();
  return (back = here()) => {
    if (isGuest) go(signInPath(back));
    return !isGuest;
  };
}

/** After signing in or out everything that was read belongs to someone else, on this page and in what is kept offline. */
export function useForgetReads(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await forgetKept();
    void client.resetQueries();
  };
}
