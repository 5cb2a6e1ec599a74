import { demoEstates, givenNames, surnames } from './data/people.ts';
import { householdPhone } from './logins.ts';
import { seeded } from './seeded.ts';

/** An invented neighbour and their door. */
export interface DemoHousehold {
  readonly name: string;
  readonly phone: string;
  readonly building: string;
  readonly room: string;
  /** Metres from the centre of the district. */
  readonly east: number;
  readonly north: number;
}

const seed = 20_261_123;

/** The first `count` households: the same names behind the same doors in every demo. */
export function drawHouseholds(count: number): DemoHousehold[] {
  const chance = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const name = chance.pick([...surnames]) + chance.pick(givenNames);
    const estate = chance.pick(demoEstates);
    return {
      name,
      phone: householdPhone(i),
      building: `${estate.name} ${chance.whole(1, estate.buildings)} 栋`,
      room: `${chance.whole(1, 18)}0${chance.whole(1, 4)}`,
      east: estate.east + chance.whole(-110, 110),
      north: estate.north + chance.whole(-110, 110),
    };
  });
}

export function householdNames(count: number): string[] {
  return drawHouseholds(count).map(({ name }) => name);
}
