import { useEffect } from 'react';

/** Keeps the screen on while `isOn`: a phone that sleeps stops sending. Browsers that cannot are left as they are. */
export function useWakeLock(isOn: boolean): void {
  useEffect(() => {
    if (!isOn || !('wakeLock' in navigator)) return undefined;
    let held: WakeLockSentinel | undefined;
    let isLeft = false;
    async function hold(): Promise<void> {
      if (document.visibilityState !== 'visible') return;
      // A phone low on power refuses; the broadcast goes on.
      const lock = await navigator.wakeLock.request('screen').catch(() => undefined);
      if (isLeft) await lock?.release();
      else held = lock;
    }
    void hold();
    // The browser lets go of it whenever the page is hidden.
    document.addEventListener('visibilitychange', hold);
    return () => {
      isLeft = true;
      document.removeEventListener('visibilitychange', hold);
      void held?.release();
    };
  }, [isOn]);
}
