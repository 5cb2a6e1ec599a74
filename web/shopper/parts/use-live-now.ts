import { useRead } from '../../kit/use-api.ts';
import { useNear } from './use-place.ts';

/** Viewers and what is shown change while somebody looks at the list. */
const renewMs = 20_000;

/** Live now and to come; of a session in many shops the nearest room. */
export function useLiveNow(shopId?: string) {
  const near = useNear();
  return useRead(
    'live',
    'listLiveNow',
    { ...near, ...(shopId !== undefined && { shopId }) },
    { refetchInterval: renewMs, keepsPrevious: true },
  );
}
