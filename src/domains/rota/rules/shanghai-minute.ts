import { addSeconds } from '../../../kernel/clock.ts';

/** "11-23 19:30" in Asia/Shanghai, for sentences. */
export function shanghaiMinute(at: Date): string {
  return addSeconds(at, 8 * 3_600)
    .toISOString()
    .slice(5, 16)
    .replace('T', ' ');
}
