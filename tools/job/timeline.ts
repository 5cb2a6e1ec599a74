/** What happened, told while it happens and kept for the report. */
export interface Timeline {
  note(who: string, what: string, detail?: string): void;
  readonly entries: readonly TimelineEntry[];
}

export interface TimelineEntry {
  readonly seconds: number;
  readonly who: string;
  readonly what: string;
  readonly detail: string;
}

export function startTimeline(say: (line: string) => void): Timeline {
  const startedAt = performance.now();
  const entries: TimelineEntry[] = [];
  return {
    entries,
    note(who, what, detail = '') {
      const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
      entries.push({ seconds, who, what, detail });
      say(`${seconds.toFixed(1).padStart(6)} s  ${who.padEnd(6, '　')}${what}${detail ? `：${detail}` : ''}`);
    },
  };
}
