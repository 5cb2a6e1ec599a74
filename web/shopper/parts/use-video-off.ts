import { useState } from 'react';
import { keep, kept } from '../platform/keep.ts';

/** What this device remembers, else off where the browser saves data. */
function firstChoice(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return kept<boolean>('video-off') ?? connection?.saveData === true;
}

/** Whether rooms go without their video here, and how to change it: chat, goods and buying stay as they are. */
export function useVideoOff(): { isOff: boolean; setOff: (isOff: boolean) => void } {
  const [isOff, set] = useState(firstChoice);
  return {
    isOff,
    setOff(next) {
      keep('video-off', next);
      set(next);
    },
  };
}
