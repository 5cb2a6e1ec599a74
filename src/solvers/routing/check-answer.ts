import { streetMetre, streetSpeedMetrePerSecond } from '../distance/matrix.ts';
import type {
  AnswerRoute,
  AnswerStep,
  Coordinates,
  InputJob,
  InputShipment,
  InputVehicle,
  RoutingAnswer,
  RoutingInput,
  Table,
} from './problem.ts';

/** What a sum of fractions may be off by, relative to its size. */
const tolerance = 1e-6;

/** One thing a step may do, read from the input in the checker's own way. */
interface Duty {
  readonly key: string;
  readonly skills: readonly number[];
  readonly service: number;
  readonly windows: readonly (readonly [number, number])[];
  readonly place: Place;
  readonly amount: readonly number[];
  readonly kind: 'job' | 'pickup' | 'delivery';
  readonly job?: InputJob;
  /** Its place among the shipments, which ties a pickup to its delivery. */
  readonly shipment?: number;
}

type Place = { readonly index?: number | undefined; readonly at?: Coordinates | undefined };

/**
 * What is wrong with an answer to a routing problem, whoever gave it; empty when nothing is. Reads the input and the
 * answer as they are and shares no code with the engine: every step is driven again.
 */
export function checkAnswer(input: RoutingInput, answer: RoutingAnswer): string[] {
  const wrong: string[] = [];
  const duties = dutiesOf(input);
  const vehicles = new Map(input.vehicles.map((vehicle) => [vehicle.id, vehicle]));
  const done = new Map<string, string>();
  const driving = new Set<number>();
  const mark = (key: string, where: string) => {
    const before = done.get(key);
    if (before !== undefined) wrong.push(`${key}: ${before} and ${where}`);
    done.set(key, where);
  };
  let cost = 0;
  for (const route of answer.routes) {
    const vehicle = vehicles.get(route.vehicle);
    if (!vehicle) {
      wrong.push(`vehicle ${route.vehicle}: unknown`);
      continue;
    }
    if (driving.has(route.vehicle)) wrong.push(`vehicle ${route.vehicle}: two routes`);
    driving.add(route.vehicle);
    cost += checkRoute(
      input,
      vehicle,
      route,
      duties,
      (key) => mark(key, `on vehicle ${route.vehicle}`),
      wrong,
    );
  }
  for (const { id, type } of answer.unassigned) {
    const key = `${type} ${id}`;
    if (duties.has(key)) mark(key, 'unassigned');
    else wrong.push(`${key}: unassigned but unknown`);
  }
  for (const key of duties.keys()) if (!done.has(key)) wrong.push(`${key}: forgotten`);
  if (differs(cost, answer.summary.cost)) wrong.push(`summary: costs ${cost}, says ${answer.summary.cost}`);
  if (answer.summary.routes !== answer.routes.length) wrong.push('summary: wrong number of routes');
  if (answer.summary.unassigned !== answer.unassigned.length) wrong.push('summary: wrong number unassigned');
  return wrong;
}

function dutiesOf(input: RoutingInput): Map<string, Duty> {
  const duties: Duty[] = [];
  for (const job of input.jobs ?? []) duties.push({ ...taskDuty('job', job, job), amount: [], job });
  for (const [at, shipment] of (input.shipments ?? []).entries()) {
    const both = { amount: shipment.amount ?? [], shipment: at };
    duties.push({ ...taskDuty('pickup', shipment.pickup, shipment), ...both });
    duties.push({ ...taskDuty('delivery', shipment.delivery, shipment), ...both });
  }
  return new Map(duties.map((duty) => [duty.key, duty]));
}

function taskDuty(kind: Duty['kind'], task: InputShipment['pickup'], wish: { skills?: readonly number[] }) {
  return {
    key: `${kind} ${task.id}`,
    kind,
    skills: wish.skills ?? [],
    service: task.service ?? 0,
    windows: task.time_windows ?? [[-Infinity, Infinity] as const],
    place: { index: task.location_index, at: task.location },
  };
}

/** Drives one route again. Answers its cost. */
function checkRoute(
  input: RoutingInput,
  vehicle: InputVehicle,
  route: AnswerRoute,
  duties: ReadonlyMap<string, Duty>,
  mark: (key: string) => void,
  wrong: string[],
): number {
  const say = (text: string) => void wrong.push(`vehicle ${vehicle.id}: ${text}`);
  const tasks = route.steps.filter(({ type }) => type !== 'start' && type !== 'end' && type !== 'break');
  const resting = new Set((vehicle.breaks ?? []).map(({ id }) => id));
  checkFrame(vehicle, route, say);
  const aboard = new Set<number>();
  const load = startLoad(tasks, duties, vehicle);
  checkLoad(load, vehicle, 'the start', say);
  const drive = new Drive(input, vehicle, say);
  for (const step of route.steps) {
    if (step.type === 'break') {
      if (resting.delete(step.id!)) drive.rest(step);
      else say(`break ${step.id} unknown or taken twice`);
      if (step.load.some((amount, k) => differs(amount, load[k] ?? 0))) say(`wrong load at ${nameOf(step)}`);
      continue;
    }
    const duty = step.type === 'start' || step.type === 'end' ? null : duties.get(`${step.type} ${step.id}`);
    if (duty === undefined) {
      say(`unknown ${step.type} ${step.id}`);
      continue;
    }
    drive.to(step, duty, placeOf(step, duty, vehicle));
    if (duty) {
      mark(duty.key);
      if (!duty.skills.every((skill) => vehicle.skills?.includes(skill)))
        say(`lacks a skill for ${duty.key}`);
      turnOver(duty, aboard, load, say);
      checkLoad(load, vehicle, duty.key, say);
    }
    if (step.load.some((amount, k) => differs(amount, load[k] ?? 0))) say(`wrong load at ${nameOf(step)}`);
  }
  for (const id of resting) say(`break ${id} never taken`);
  for (const at of aboard) say(`shipment number ${at} never delivered`);
  if (tasks.length > (vehicle.max_tasks ?? Infinity)) say('too many tasks');
  return drive.close(route);
}

function checkFrame(vehicle: InputVehicle, route: AnswerRoute, say: (text: string) => void): void {
  const has = (index?: number, at?: Coordinates) => index !== undefined || at !== undefined;
  const types = route.steps.map(({ type }) => type);
  if ((types[0] === 'start') !== has(vehicle.start_index, vehicle.start)) say('start missing or invented');
  if ((types.at(-1) === 'end') !== has(vehicle.end_index, vehicle.end)) say('end missing or invented');
  if (types.lastIndexOf('start') > 0) say('starts twice');
  if (types.includes('end') && types.indexOf('end') < types.length - 1) say('goes on after its end');
}

function placeOf(step: AnswerStep, duty: Duty | null, vehicle: InputVehicle): Place {
  if (duty) return duty.place;
  if (step.type === 'start') return { index: vehicle.start_index, at: vehicle.start };
  return { index: vehicle.end_index, at: vehicle.end };
}

/** What is delivered along the way is on board from the start. */
function startLoad(
  tasks: readonly AnswerStep[],
  duties: ReadonlyMap<string, Duty>,
  vehicle: InputVehicle,
): number[] {
  const sizes = [...duties.values()].map(({ amount, job }) =>
    Math.max(amount.length, job?.delivery?.length ?? 0, job?.pickup?.length ?? 0),
  );
  const load = Array.from({ length: Math.max(vehicle.capacity?.length ?? 0, ...sizes) }, () => 0);
  for (const step of tasks) {
    const delivery = duties.get(`${step.type} ${step.id}`)?.job?.delivery ?? [];
    for (const [k, amount] of delivery.entries()) load[k] = (load[k] ?? 0) + amount;
  }
  return load;
}

function turnOver(duty: Duty, aboard: Set<number>, load: number[], say: (text: string) => void): void {
  const add = (amounts: readonly number[] | undefined, sign: number) => {
    for (const [k, amount] of (amounts ?? []).entries()) load[k] = (load[k] ?? 0) + sign * amount;
  };
  if (duty.job) {
    add(duty.job.delivery, -1);
    add(duty.job.pickup, 1);
  } else if (duty.kind === 'pickup') {
    add(duty.amount, 1);
    aboard.add(duty.shipment!);
  } else {
    if (!aboard.delete(duty.shipment!)) say(`${duty.key} before its pickup`);
    add(duty.amount, -1);
  }
}

function checkLoad(
  load: readonly number[],
  vehicle: InputVehicle,
  where: string,
  say: (text: string) => void,
): void {
  if (vehicle.capacity === undefined) return;
  for (const [k, amount] of load.entries()) {
    const most = vehicle.capacity[k] ?? 0;
    if (amount > most + tolerance * Math.max(1, most)) say(`overloaded at ${where}: ${amount} of ${most}`);
  }
}

/** Drives from step to step, watching the clock. */
class Drive {
  private readonly input: RoutingInput;
  private readonly vehicle: InputVehicle;
  private readonly say: (text: string) => void;
  private from: Place | null = null;
  private began = 0;
  private clock = -Infinity;
  private seconds = 0;
  private metres = 0;
  private cost = 0;
  private waiting = 0;
  private service = 0;

  constructor(input: RoutingInput, vehicle: InputVehicle, say: (text: string) => void) {
    this.input = input;
    this.vehicle = vehicle;
    this.say = say;
  }

  to(step: AnswerStep, duty: Duty | null, place: Place): void {
    const name = nameOf(step);
    if (this.from) {
      const leg = legOf(this.input, this.vehicle, this.from, place);
      this.seconds += leg.seconds;
      this.metres += leg.metres;
      this.cost += leg.cost;
      this.clock += leg.seconds;
      if (before(step.arrival, this.clock)) this.say(`arrives too early at ${name}`);
      if (before(this.clock, step.arrival)) this.say(`loiters before ${name}`);
    } else if (this.clock > -Infinity) {
      if (differs(step.arrival, this.clock)) this.say(`does not begin ${name} after its break`);
    } else this.began = step.arrival;
    if (step.waiting_time < 0) this.say(`waits a negative time at ${name}`);
    if (differs(step.duration, this.seconds)) this.say(`wrong travelling time at ${name}`);
    if (differs(step.distance, this.metres)) this.say(`wrong distance at ${name}`);
    this.spend(step, duty?.windows ?? [[-Infinity, Infinity]], duty?.service ?? 0);
    this.from = place;
  }

  /** Stands where it is. */
  rest(step: AnswerStep): void {
    const one = this.vehicle.breaks!.find(({ id }) => id === step.id)!;
    // Without a start, standing before the first task is standing there.
    if (this.from === null && this.clock === -Infinity) this.clock = this.began = step.arrival;
    if (differs(step.arrival, this.clock)) this.say(`cannot begin ${nameOf(step)} then`);
    if (differs(step.duration, this.seconds)) this.say(`travels during ${nameOf(step)}`);
    this.spend(step, one.time_windows, one.service ?? 0);
  }

  private spend(step: AnswerStep, windows: Duty['windows'], service: number): void {
    const name = nameOf(step);
    const begin = step.arrival + step.waiting_time;
    const last = windows.findLast(([open]) => !before(begin, open));
    if (!last) this.say(`begins before the window of ${name}`);
    else if (before(last[1], begin)) this.say(`begins after the window of ${name}`);
    if (differs(step.service, service)) this.say(`wrong service time at ${name}`);
    this.waiting += step.waiting_time;
    this.service += step.service;
    this.clock = begin + step.service;
  }

  close(route: AnswerRoute): number {
    const { vehicle, say } = this;
    const [shiftBegin, shiftEnd] = vehicle.time_window ?? [-Infinity, Infinity];
    if (before(this.began, shiftBegin)) say('starts before its shift');
    if (before(shiftEnd, this.clock)) say('ends after its shift');
    if (before(vehicle.max_duration ?? Infinity, this.clock - this.began)) say('is out too long');
    if (before(vehicle.max_travel_time ?? Infinity, this.seconds)) say('travels too long');
    if (before(vehicle.max_distance ?? Infinity, this.metres)) say('travels too far');
    if (differs(route.waiting_time, this.waiting)) say('wrong waiting time');
    if (differs(route.service, this.service)) say('wrong service time');
    if (differs(route.duration, this.seconds)) say('wrong duration');
    const cost = (vehicle.costs?.fixed ?? 0) + this.cost;
    if (differs(route.cost, cost)) say(`costs ${cost}, says ${route.cost}`);
    return cost;
  }
}

function legOf(input: RoutingInput, vehicle: InputVehicle, from: Place, to: Place) {
  const { per_hour: perHour = 3600, per_km: perKm = 0 } = vehicle.costs ?? {};
  const pace = 1 / (vehicle.speed_factor ?? 1);
  const table = input.matrices?.[vehicle.profile ?? 'car'];
  const priced = (seconds: number, metres: number) => (seconds * perHour) / 3600 + (metres * perKm) / 1000;
  if (!table) {
    const metres = streetMetre({ lng: from.at![0], lat: from.at![1] }, { lng: to.at![0], lat: to.at![1] });
    const seconds = Math.round(metres / streetSpeedMetrePerSecond) * pace;
    return { seconds, metres, cost: priced(seconds, metres) };
  }
  const seconds = cell(table.durations, from.index!, to.index!) * pace;
  const metres = table.distances ? cell(table.distances, from.index!, to.index!) : 0;
  const cost = table.costs ? cell(table.costs, from.index!, to.index!) : priced(seconds, metres);
  return { seconds, metres, cost };
}

function cell(table: Table, from: number, to: number): number {
  return table instanceof Float64Array
    ? table[from * Math.round(Math.sqrt(table.length)) + to]!
    : table[from]![to]!;
}

function nameOf(step: AnswerStep): string {
  return step.id === undefined ? `the ${step.type}` : `${step.type} ${step.id}`;
}

function before(a: number, b: number): boolean {
  return a < b - tolerance * Math.max(1, Math.abs(a), Number.isFinite(b) ? Math.abs(b) : 0);
}

function differs(a: number, b: number): boolean {
  return !(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b)));
}
