import type { Clock } from '../kernel/clock.ts';

/** What everybody is shown alike may be this old: news of the feed come at once, and the intake decides on its own. */
const sharedMs = 1_000;
/** Answers kept per alliance; above it the ones made first go. */
const entriesMax = 2_000;

export interface SharedAnswers {
  /**
   * The answer that somebody else was given within the last second, else a new one. Who asks while it is made waits
   * for it: a crowd costs one reading. A failure is everybody's who waited, and is not kept.
   */
  get(allianceId: string, key: string, make: () => Promise<string>): Promise<string>;
  /**
   * Something was told or changed: what was read before, or is being read now, is given to nobody any more. '' forgets
   * every alliance.
   */
  forget(allianceId: string): void;
}

interface Entry {
  readonly answer: Promise<string>;
  readonly until: number;
}

/**
 * A memory of this process for pages that do not depend on the person. Facts of this process and acts of staff empty
 * it; another process learns of nothing and shows a change after `sharedMs` at the latest.
 */
export function openSharedAnswers(clock: Clock): SharedAnswers {
  const alliances = new Map<string, Map<string, Entry>>();
  return {
    get(allianceId, key, make) {
      const entries = alliances.get(allianceId) ?? new Map<string, Entry>();
      alliances.set(allianceId, entries);
      const now = clock.now().getTime();
      const known = entries.get(key);
      if (known && known.until > now) return known.answer;
      const answer = make();
      entries.delete(key);
      entries.set(key, { answer, until: now + sharedMs });
      if (entries.size > entriesMax) entries.delete(entries.keys().next().value!);
      answer.catch(() => {
        if (entries.get(key)?.answer === answer) entries.delete(key);
      });
      return answer;
    },
    forget(allianceId) {
      if (allianceId === '') alliances.clear();
      else alliances.delete(allianceId);
    },
  };
}
