/** What a day is to those who shop: nothing, a public holiday by law, or a weekend day worked instead of one. */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'make-up-workday';

export const festivals = [
  'new-year',
  'spring-festival',
  'qingming',
  'labour-day',
  'dragon-boat',
  'mid-autumn',
  'national-day',
  'victory-70',
] as const;

interface YearPlan {
  /** Festival, first and last day off, MMDD. */
  readonly off: readonly (readonly [(typeof festivals)[number], number, number])[];
  readonly madeUp: readonly number[];
}

/**
 * Days off and make-up workdays as the General Office of the State Council published them, late in the year before
 * (2020 with the longer spring festival of the epidemic). 2015 and 2016 are there for published data of these years.
 * Later years are not published yet: for them only the days fixed by law and by the moon are known (`plannedYears`).
 */
const plans: Readonly<Record<number, YearPlan>> = {
  2015: {
    off: [
      ['new-year', 101, 103],
      ['spring-festival', 218, 224],
      ['qingming', 404, 406],
      ['labour-day', 501, 503],
      ['dragon-boat', 620, 622],
      ['victory-70', 903, 905],
      ['mid-autumn', 926, 927],
      ['national-day', 1001, 1007],
    ],
    madeUp: [104, 215, 228, 906, 1010],
  },
  2016: {
    off: [
      ['new-year', 101, 103],
      ['spring-festival', 207, 213],
      ['qingming', 402, 404],
      ['labour-day', 430, 502],
      ['dragon-boat', 609, 611],
      ['mid-autumn', 915, 917],
      ['national-day', 1001, 1007],
    ],
    madeUp: [206, 214, 612, 918, 1008, 1009],
  },
  2020: {
    off: [
      ['new-year', 101, 101],
      ['spring-festival', 124, 202],
      ['qingming', 404, 406],
      ['labour-day', 501, 505],
      ['dragon-boat', 625, 627],
      ['national-day', 1001, 1008],
    ],
    madeUp: [119, 426, 509, 628, 927, 1010],
  },
  2021: {
    off: [
      ['new-year', 101, 103],
      ['spring-festival', 211, 217],
      ['qingming', 403, 405],
      ['labour-day', 501, 505],
      ['dragon-boat', 612, 614],
      ['mid-autumn', 919, 921],
      ['national-day', 1001, 1007],
    ],
    madeUp: [207, 220, 425, 508, 918, 926, 1009],
  },
  2022: {
    off: [
      ['new-year', 101, 103],
      ['spring-festival', 131, 206],
      ['qingming', 403, 405],
      ['labour-day', 430, 504],
      ['dragon-boat', 603, 605],
      ['mid-autumn', 910, 912],
      ['national-day', 1001, 1007],
      // The new year of 2023 begins here.
      ['new-year', 1231, 1231],
    ],
    madeUp: [129, 130, 402, 424, 507, 1008, 1009],
  },
  2023: {
    off: [
      ['new-year', 101, 102],
      ['spring-festival', 121, 127],
      ['qingming', 405, 405],
      ['labour-day', 429, 503],
      ['dragon-boat', 622, 624],
      ['mid-autumn', 929, 930],
      ['national-day', 1001, 1006],
    ],
    madeUp: [128, 129, 423, 506, 625, 1007, 1008],
  },
  2024: {
    off: [
      ['new-year', 101, 101],
      ['spring-festival', 210, 217],
      ['qingming', 404, 406],
      ['labour-day', 501, 505],
      ['dragon-boat', 610, 610],
      ['mid-autumn', 915, 917],
      ['national-day', 1001, 1007],
    ],
    madeUp: [204, 218, 407, 428, 511, 914, 929, 1012],
  },
  2025: {
    off: [
      ['new-year', 101, 101],
      ['spring-festival', 128, 204],
      ['qingming', 404, 406],
      ['labour-day', 501, 505],
      ['dragon-boat', 531, 602],
      ['national-day', 1001, 1008],
    ],
    madeUp: [126, 208, 427, 928, 1011],
  },
  2026: {
    off: [
      ['new-year', 101, 103],
      ['spring-festival', 215, 223],
      ['qingming', 404, 406],
      ['labour-day', 501, 505],
      ['dragon-boat', 619, 621],
      ['mid-autumn', 925, 927],
      ['national-day', 1001, 1007],
    ],
    madeUp: [104, 214, 228, 509, 920, 1010],
  },
};

/** By law and moon alone, without the bridges and make-up workdays that are published late in 2026. */
const lawfulOnly: Readonly<Record<number, YearPlan>> = {
  2027: {
    off: [
      ['new-year', 101, 101],
      ['spring-festival', 205, 208],
      ['qingming', 405, 405],
      ['labour-day', 501, 502],
      ['dragon-boat', 609, 609],
      ['mid-autumn', 915, 915],
      ['national-day', 1001, 1003],
    ],
    madeUp: [],
  },
};

/** Years whose make-up workdays are known here. A forecast into another year sees weekdays, and the days fixed by law where they are. */
export const plannedYears: readonly number[] = Object.keys(plans).map(Number);

export interface ChineseDay {
  readonly kind: DayKind;
  /** Index in `festivals`, −1 outside. */
  readonly festival: number;
  /** 0 on the first day off of a festival, −1 outside. */
  readonly dayOfFestival: number;
}

interface Marks {
  readonly off: ReadonlyMap<number, readonly [festival: number, dayOfFestival: number]>;
  readonly madeUp: ReadonlySet<number>;
}

const marks: Marks = markAll();

function markAll(): Marks {
  const off = new Map<number, readonly [number, number]>();
  const madeUp = new Set<number>();
  for (const [year, plan] of [...Object.entries(plans), ...Object.entries(lawfulOnly)]) {
    for (const [name, first, last] of plan.off) {
      const begin = epochDay(Number(year), first);
      for (let day = begin; day <= epochDay(Number(year), last); day += 1)
        off.set(day, [festivals.indexOf(name), day - begin]);
    }
    for (const date of plan.madeUp) madeUp.add(epochDay(Number(year), date));
  }
  return { off, madeUp };
}

function epochDay(year: number, monthDay: number): number {
  return Date.UTC(year, Math.floor(monthDay / 100) - 1, monthDay % 100) / 86_400_000;
}

/** 0 Monday … 6 Sunday of a day counted from 1970-01-01, a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function chineseDay(day: number): ChineseDay {
  const off = marks.off.get(day);
  if (off) return { kind: 'holiday', festival: off[0], dayOfFestival: off[1] };
  const isWeekend = weekdayOf(day) >= 5;
  const kind = marks.madeUp.has(day) ? 'make-up-workday' : isWeekend ? 'weekend' : 'workday';
  return { kind, festival: -1, dayOfFestival: -1 };
}
