import type { Clock } from '../kernel/clock.ts';

/** What a look-up found is believed this long: a grant taken in another process works this long at most. */
const believedMs = 10_000;
const entriesMax = 10_000;

export interface ShortCache<T> {
  /** Answers from memory, or looks up and remembers; a look-up that finds nothing is not remembered. */
  get(key: string, lookUp: () => Promise<T | null>): Promise<T | null>;
  /** Forgets everything, also what is being looked up at this moment. */
  clear(): void;
}

/** A small memory in front of the database for what nearly every request asks. */
export function openShortCache<T>(clock: Clock): ShortCache<T> {
  let entries = new Map<string, { value: T; until: number }>();
  return {
    async get(key, lookUp) {
      const now = clock.now().getTime();
      const known = entries.get(key);
      if (known && known.until > now) return known.value;
      const asked = entries;
      const value = await lookUp();
      // Cleared in between: what was read may be from before the change.
      if (value === null || asked !== entries) return value;
      if (entries.size >= entriesMax) entries.delete(entries.keys().next().value!);
      entries.set(key, { value, until: now + believedMs });
      return value;
    },
    clear() {
      entries = new Map();
    },
  };
}
