/** A storey of the house: what stands on it may import what stands below it, never beside or above it. */
export interface Floor {
  readonly name: string;
  /** What a newcomer reads on the picture. */
  readonly holds: string;
  /** Rooms on one floor are strangers to each other. */
  readonly rooms: readonly Room[];
}

export interface Room {
  readonly name: string;
  /** Start of the paths that belong here, from the root of the checkout; a folder ends in a slash. */
  readonly path: string;
}

/** Domains from low to high. News travels up as facts, never as imports. */
const domainFloors: readonly (readonly [holds: string, ...names: string[]])[] = [
  ['who: alliances, shops, people, duties', 'membership'],
  ['under which rules: commission, shares, fees', 'rulebook'],
  ['what: goods, codes, listings', 'catalog'],
  ['how many and where', 'stock'],
  ['from whom: offers, pools, purchase orders', 'supply'],
  ['how it is shown and sold', 'content', 'marketing', 'live'],
  ['who is on air when', 'rota'],
  ['carts, orders, payment', 'ordering'],
  ['from the hub to the door', 'fulfilment'],
  ['every fen, twice', 'settlement'],
  ['numbers that move', 'insight'],
];

export const domainNames: readonly string[] = domainFloors.flatMap(([, ...names]) => names);

/** The whole house from low to high: the walls are generated from it and the picture in ARCHITECTURE.md is drawn from it. */
export const floors: readonly Floor[] = [
  {
    name: 'kernel',
    holds: 'money, quantities, split, refusal',
    rooms: [{ name: 'kernel', path: 'src/kernel/' }],
  },
  { name: 'engines', holds: 'what can be swapped', rooms: [{ name: 'engines', path: 'src/engines/' }] },
  { name: 'solvers', holds: 'algorithms on plain data', rooms: [{ name: 'solvers', path: 'src/solvers/' }] },
  ...domainFloors.map(([holds, ...names]) => ({
    name: names.join(', '),
    holds,
    rooms: names.map((name) => ({ name, path: `src/domains/${name}/` })),
  })),
  { name: 'edge', holds: 'doors: HTTP and WebSocket', rooms: [{ name: 'edge', path: 'src/edge/' }] },
  {
    name: 'clockwork',
    holds: 'jobs and fact subscribers',
    rooms: [{ name: 'clockwork', path: 'src/clockwork/' }],
  },
  {
    name: 'demo',
    holds: 'an invented district, made by the same acts as users',
    rooms: [{ name: 'demo', path: 'src/demo/' }],
  },
  {
    name: 'main',
    holds: 'wires everything by hand',
    rooms: [
      { name: 'config', path: 'src/config.ts' },
      { name: 'assemble', path: 'src/assemble' },
      { name: 'main', path: 'src/main.ts' },
      { name: 'worker', path: 'src/worker.ts' },
    ],
  },
];

/** The room of a file below src, or null when nobody drew a floor for it. */
export function roomOf(path: string): Room | null {
  return floors.flatMap(({ rooms }) => rooms).find((room) => path.startsWith(room.path)) ?? null;
}
