import { forgetExpired } from '../../domains/membership/index.ts';
import { forEachAlliance } from '../for-each-alliance.ts';
import type { Timer } from '../timer.ts';

export const membershipTimers: readonly Timer[] = [
  {
    name: 'forget-expired-sessions',
    everySeconds: 3_600,
    run: (deps) => forEachAlliance(deps, forgetExpired),
  },
];
