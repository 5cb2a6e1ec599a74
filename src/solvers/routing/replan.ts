import type { InputJob, InputShipment, InputVehicle, RoutingInput, TaskType, Window } from './problem.ts';

/** A task by its name in the input. */
export interface TaskName {
  readonly type: TaskType;
  readonly id: number;
}

/** What a vehicle that has left its start did, or is committed to: the frozen prefix of its route. */
export interface Progress {
  readonly vehicle: number;
  /** In order; the last may be the one it is driving to. */
  readonly frozen: readonly TaskName[];
  /** What it carries for jobs still ahead of it, loaded at its start: nobody else can hand these goods over. */
  readonly aboard: readonly number[];
  /** When it left its start, and when it will be free again at the last frozen task (at its start, when none is). */
  readonly beganAt: number;
  readonly freeAt: number;
  /** Seconds and metres driven until then; count where the vehicle has a limit on them. */
  readonly travelled?: number;
  /** Ids of the breaks taken so far. */
  readonly rested?: readonly number[];
  readonly metres?: number;
}

/** The rest of a problem whose vehicles are on the road, and the way back to the names of its tasks. */
export interface Remainder {
  readonly input: RoutingInput;
  /** By id of a job of the remainder that was half of a shipment or a job before. */
  readonly names: ReadonlyMap<number, TaskName>;
}

/**
 * What is left to plan: vehicles on the road go on from their last frozen task when they are free there, with the goods
 * they carry; a picked-up parcel is a delivery bound to its vehicle. Goods that lie at the start can only go with
 * vehicles that have not left it. Solve `input`, then `joinPrefix` gives whole routes again.
 *
 * @throws RangeError when the progress names an unknown vehicle or task, a task twice, or a delivery before its pickup
 */
export function remainderOf(input: RoutingInput, progress: readonly Progress[]): Remainder {
  const state = readProgress(input, progress);
  const skills = new Skills(input);
  const names = new Map<number, TaskName>();
  const jobs: InputJob[] = [];
  const add = (name: TaskName, job: Omit<InputJob, 'id'>) => {
    const id = names.size + 1;
    names.set(id, name);
    jobs.push({ ...job, id });
  };
  for (const { id, ...job } of input.jobs ?? []) {
    if (state.doneBy.has(`job ${id}`)) continue;
    const bound = state.aboard.get(id);
    const isBrought = job.delivery?.some((amount) => amount > 0) ?? false;
    const skill = bound === undefined ? (isBrought ? skills.home : null) : skills.of(bound);
    add({ type: 'job', id }, skill === null ? job : withSkill(job, skill));
  }
  const shipments: InputShipment[] = [];
  for (const shipment of input.shipments ?? []) {
    const { pickup, delivery, amount, ...wish } = shipment;
    const by = state.doneBy.get(`pickup ${pickup.id}`);
    if (by === undefined) shipments.push(shipment);
    else if (!state.doneBy.has(`delivery ${delivery.id}`)) {
      const job = { ...delivery, ...wish, ...(amount ? { delivery: amount } : {}) };
      add({ type: 'delivery', id: delivery.id }, withSkill(job, skills.of(by)));
    }
  }
  const vehicles = input.vehicles.map((vehicle): InputVehicle => {
    const under = progress.find((one) => one.vehicle === vehicle.id);
    if (under) return onTheRoad(vehicle, under, input, skills);
    return { ...vehicle, skills: [...(vehicle.skills ?? []), skills.home] };
  });
  return { input: { ...input, vehicles, jobs, shipments }, names };
}

/** Numbers no skill of the input has: one says "has not left", one each ties goods to the vehicle they are on. */
class Skills {
  readonly home: number;
  constructor({ vehicles, jobs = [], shipments = [] }: RoutingInput) {
    const all = [...vehicles, ...jobs, ...shipments].flatMap(({ skills = [] }) => [...skills]);
    this.home = all.reduce((most, skill) => Math.max(most, skill), 0) + 1;
  }

  of(vehicle: number): number {
    return this.home + 1 + vehicle;
  }
}

function withSkill<T extends { skills?: readonly number[] }>(wish: T, skill: number): T {
  return { ...wish, skills: [...(wish.skills ?? []), skill] };
}

/** Goes on from the last frozen task; what is used up of its limits is gone, its fixed cost is spent. */
function onTheRoad(
  vehicle: InputVehicle,
  { vehicle: id, frozen, beganAt, freeAt, travelled = 0, metres = 0, rested = [] }: Progress,
  input: RoutingInput,
  skills: Skills,
): InputVehicle {
  const { start, start_index, max_duration, steps: _, ...rest } = vehicle;
  const last = frozen.at(-1);
  const place = last && taskOf(input, last);
  const [from, by]: Window = vehicle.time_window ?? [0, Infinity];
  const left = (limit: number | undefined, used: number) => Math.max(0, (limit ?? Infinity) - used);
  const taken = (input.jobs ?? []).filter((job) =>
    frozen.some(({ type, id }) => type === 'job' && id === job.id),
  );
  const room = vehicle.capacity?.map((size, k) =>
    taken.reduce((sum, { pickup }) => Math.max(0, sum - (pickup?.[k] ?? 0)), size),
  );
  // Waiting before it goes on counts as being out: the limit becomes the end of the shift.
  const shiftBegin = Math.max(from, freeAt);
  const shiftEnd = Math.max(shiftBegin, Math.min(by, beganAt + (max_duration ?? Infinity)));
  const at = place ? { start: place.location, start_index: place.location_index } : { start, start_index };
  return {
    ...rest,
    ...(at.start === undefined ? {} : { start: at.start }),
    ...(at.start_index === undefined ? {} : { start_index: at.start_index }),
    ...(room ? { capacity: room } : {}),
    costs: { ...vehicle.costs, fixed: 0 },
    ...(vehicle.breaks ? { breaks: vehicle.breaks.filter((one) => !rested.includes(one.id)) } : {}),
    skills: [...(vehicle.skills ?? []), skills.of(id)],
    time_window: [shiftBegin, shiftEnd],
    ...(vehicle.max_tasks === undefined ? {} : { max_tasks: left(vehicle.max_tasks, frozen.length) }),
    ...(vehicle.max_travel_time === undefined
      ? {}
      : { max_travel_time: left(vehicle.max_travel_time, travelled) }),
    ...(vehicle.max_distance === undefined ? {} : { max_distance: left(vehicle.max_distance, metres) }),
  };
}

function taskOf(input: RoutingInput, { type, id }: TaskName) {
  if (type === 'job') return input.jobs?.find((job) => job.id === id);
  return input.shipments?.map((shipment) => shipment[type]).find((task) => task.id === id);
}

/** Which vehicle did what, and which job's goods are on which vehicle. */
function readProgress(input: RoutingInput, progress: readonly Progress[]) {
  const doneBy = new Map<string, number>();
  const aboard = new Map<number, number>();
  const partners = new Map(
    (input.shipments ?? []).map(({ pickup, delivery }) => [`delivery ${delivery.id}`, `pickup ${pickup.id}`]),
  );
  const vehicles = new Set(input.vehicles.map(({ id }) => id));
  for (const { vehicle, frozen, aboard: carried } of progress) {
    if (!vehicles.delete(vehicle)) throw new RangeError(`vehicle ${vehicle}: unknown, or reported twice`);
    for (const name of frozen) {
      const key = `${name.type} ${name.id}`;
      if (!taskOf(input, name)) throw new RangeError(`${key}: unknown`);
      if (doneBy.has(key)) throw new RangeError(`${key}: done twice`);
      const pickup = partners.get(key);
      if (pickup !== undefined && doneBy.get(pickup) !== vehicle)
        throw new RangeError(`${key}: before its pickup`);
      doneBy.set(key, vehicle);
    }
    for (const id of carried) {
      if (!taskOf(input, { type: 'job', id })) throw new RangeError(`job ${id}: unknown`);
      if (aboard.has(id)) throw new RangeError(`job ${id}: on two vehicles`);
      aboard.set(id, vehicle);
    }
  }
  return { doneBy, aboard };
}
