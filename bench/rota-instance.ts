import type { RotaHost, RotaProblem, RotaRules, RotaSlot } from '../src/solvers/rota/types.ts';

const dayMinutes = 1_440;
const categories = ['fruit', 'vegetables', 'bakery', 'dairy', 'seafood', 'household'] as const;
const languages = ['wu', 'yue'] as const;

const rules: RotaRules = {
  slotsPerDayMost: 2,
  restMinutes: 30,
  lateMinute: 21 * 60,
  earlyMinute: 10 * 60,
  rotates: true,
  slotsLeast: 6,
  missedShareCost: 60,
  unknownFit: 0.35,
};

/** Numbers from 0 to 1, the same for the same seed (mulberry32, public domain). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A week of eight rooms with eight slots a day from 8 to 24 o'clock: 448 slots. Mornings are small, evenings large. */
export function rotaWeek(seed: number, hostCount: number, roomCount = 8, days = 7): RotaProblem {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const slots: RotaSlot[] = [];
  for (let day = 0; day < days; day += 1) {
    for (let room = 0; room < roomCount; room += 1) {
      for (let turn = 0; turn < 8; turn += 1) {
        const startMinute = day * dayMinutes + 480 + turn * 120;
        const evening = 1 + 3 * Math.exp(-(((turn - 5.5) / 1.8) ** 2));
        slots.push({
          ...{
            slotId: `${day}-${room}-${turn}`,
            roomId: `room-${room}`,
            startMinute,
            endMinute: startMinute + 120,
          },
          category: random() < 0.1 ? null : pick(categories),
          language: random() < 0.12 ? pick(languages) : null,
          audience: Math.round(20 * evening * (0.6 + 0.8 * random())),
        });
      }
    }
  }
  const hosts = Array.from({ length: hostCount }, (_, i): RotaHost => {
    const fits = new Map(categories.filter(() => random() < 0.4).map((name) => [name, 0.6 + 0.4 * random()]));
    const free = Array.from({ length: days }, (__, day) => {
      const isOff = random() < 0.15;
      const from = day * dayMinutes + (random() < 0.5 ? 480 : 840);
      return { fromMinute: from, untilMinute: isOff ? from : from + (random() < 0.6 ? 960 : 480) };
    });
    const own = languages.filter(() => random() < 0.35);
    return { hostId: `host-${i}`, fits, languages: own, free, slotsMost: 9 + Math.floor(random() * 5) };
  });
  return { slots, hosts, rules, pinned: [], before: [] };
}
