import { Refusal } from '../../kernel/refusal.ts';
import type { InputJob, InputShipment, InputVehicle, RoutingInput, Table, Window } from './problem.ts';

/** What one run takes: more is a mistake or belongs into several runs. */
const visitsMax = 5_000;
const vehiclesMax = 2_000;

/**
 * Refuses a problem the engine cannot work on.
 *
 * @throws Refusal malformed-routing, with the field and what to do about it in `zh` and `en`
 */
export function checkInput(input: RoutingInput): void {
  const jobs = input.jobs ?? [];
  const shipments = input.shipments ?? [];
  if (input.vehicles.length === 0) refuse('vehicles', '至少需要一辆车', 'give at least one vehicle');
  if (input.vehicles.length > vehiclesMax)
    refuse('vehicles', `最多 ${vehiclesMax} 辆车`, `give at most ${vehiclesMax} vehicles`);
  if (jobs.length + 2 * shipments.length > visitsMax)
    refuse('jobs', `最多 ${visitsMax} 个站点，请分批`, `give at most ${visitsMax} tasks, or split the run`);
  const sides = new Map(
    Object.entries(input.matrices ?? {}).map(([profile, matrix]) => [profile, sideOf(profile, matrix)]),
  );
  for (const [i, vehicle] of input.vehicles.entries()) checkVehicle(vehicle, `vehicles.${i}`, sides);
  unique(input.vehicles, 'vehicles');
  const places = { sides, profiles: new Set(input.vehicles.map((vehicle) => vehicle.profile ?? 'car')) };
  for (const [i, job] of jobs.entries()) checkJob(job, `jobs.${i}`, places);
  unique(jobs, 'jobs');
  for (const [i, shipment] of shipments.entries()) checkShipment(shipment, `shipments.${i}`, places);
  unique(
    shipments.map(({ pickup }) => pickup),
    'shipments.pickup',
  );
  unique(
    shipments.map(({ delivery }) => delivery),
    'shipments.delivery',
  );
  checkDurations(input);
}

interface Places {
  readonly sides: ReadonlyMap<string, number>;
  readonly profiles: ReadonlySet<string>;
}

function refuse(field: string, zh: string, en: string): never {
  throw new Refusal('malformed-routing', { zh, en }, field);
}

function sideOf(profile: string, matrix: { durations: Table; distances?: Table; costs?: Table }): number {
  const tables = [matrix.durations, matrix.distances, matrix.costs].filter((table) => table !== undefined);
  const sides = tables.map((table) =>
    table instanceof Float64Array ? Math.sqrt(table.length) : table.length,
  );
  const [side] = sides as [number];
  const isSquare = tables.every(
    (table) => table instanceof Float64Array || table.every((row) => row.length === side),
  );
  const isGood = (value: number) => value >= 0 && value < Infinity;
  if (!Number.isInteger(side) || !isSquare || sides.some((other) => other !== side))
    refuse(`matrices.${profile}`, '各矩阵须为同样大小的方阵', 'make all tables square and of one size');
  for (const table of tables) {
    if (table instanceof Float64Array ? !table.every(isGood) : !table.every((row) => row.every(isGood)))
      refuse(`matrices.${profile}`, '数值须为非负有限数', 'make every cell a finite number, not below 0');
  }
  return side;
}

function checkVehicle(vehicle: InputVehicle, field: string, sides: ReadonlyMap<string, number>): void {
  const profile = vehicle.profile ?? 'car';
  for (const end of ['start', 'end'] as const) {
    const index = vehicle[`${end}_index`];
    if (index !== undefined || vehicle[end] !== undefined)
      checkPlace(index, vehicle[end], `${field}.${end}`, { sides, profiles: new Set([profile]) });
  }
  checkAmounts(vehicle.capacity, `${field}.capacity`);
  checkWindow(vehicle.time_window, `${field}.time_window`);
  const { costs = {}, max_tasks, max_travel_time, max_distance, max_duration, speed_factor } = vehicle;
  const limits = { ...costs, max_tasks, max_travel_time, max_distance, max_duration };
  for (const [name, value] of Object.entries(limits)) {
    if (value !== undefined && !(value >= 0))
      refuse(`${field}.${name}`, '不能为负数', 'give a number that is not negative');
  }
  if (speed_factor !== undefined && !(speed_factor > 0 && speed_factor < Infinity))
    refuse(`${field}.speed_factor`, '须为正数', 'give a positive number');
  checkBreaks(vehicle, field);
}

function checkJob(job: InputJob, field: string, places: Places): void {
  checkTask(job, field, places);
  checkWish(job, field);
  checkAmounts(job.delivery, `${field}.delivery`);
  checkAmounts(job.pickup, `${field}.pickup`);
}

function checkShipment(shipment: InputShipment, field: string, places: Places): void {
  checkTask(shipment.pickup, `${field}.pickup`, places);
  checkTask(shipment.delivery, `${field}.delivery`, places);
  checkWish(shipment, field);
  checkAmounts(shipment.amount, `${field}.amount`);
}

function checkTask(task: InputShipment['pickup'], field: string, places: Places): void {
  checkPlace(task.location_index, task.location, `${field}.location`, places);
  if (task.service !== undefined && !(task.service >= 0 && task.service < Infinity))
    refuse(`${field}.service`, '须为非负秒数', 'give seconds, not below 0');
  checkWindows(task.time_windows, `${field}.time_windows`);
  if ('setup' in task)
    refuse(`${field}.setup`, '请并入 service', 'add it to the service: setup is not supported');
}

function checkWish(wish: { priority?: number; drop_cost?: number }, field: string): void {
  if (wish.priority !== undefined && !(wish.priority >= 0 && wish.priority <= 100))
    refuse(`${field}.priority`, '须在 0 到 100 之间', 'give a number from 0 to 100');
  if (wish.drop_cost !== undefined && !(wish.drop_cost >= 0 && wish.drop_cost < Infinity))
    refuse(`${field}.drop_cost`, '须为非负数', 'give a number that is not negative');
}

function checkPlace(
  index: number | undefined,
  at: readonly number[] | undefined,
  field: string,
  { sides, profiles }: Places,
): void {
  for (const profile of profiles) {
    const side = sides.get(profile);
    if (side === undefined) {
      const isPoint = at?.length === 2 && Math.abs(at[0]!) <= 180 && Math.abs(at[1]!) <= 90;
      if (!isPoint) refuse(field, '缺少经纬度', 'give [longitude, latitude], or a matrix and an index');
    } else if (index === undefined || !Number.isInteger(index) || index < 0 || index >= side)
      refuse(`${field}_index`, `须为 0 到 ${side - 1} 的序号`, `give an index from 0 to ${side - 1}`);
  }
}

function checkAmounts(amounts: readonly number[] | undefined, field: string): void {
  if (amounts?.some((amount) => !(amount >= 0 && amount < Infinity)))
    refuse(field, '数量不能为负', 'give amounts that are not negative');
}

function checkWindow(window: Window | undefined, field: string): void {
  if (window && !(window[0] <= window[1]))
    refuse(field, '开始须早于结束', 'let the window begin before it ends');
}

function checkWindows(windows: readonly Window[] | undefined, field: string): void {
  if (windows?.length === 0) refuse(field, '须至少一个时间窗', 'give a window, or none of the field');
  for (const [w, window] of (windows ?? []).entries()) {
    checkWindow(window, `${field}.${w}`);
    if (w > 0 && !(windows![w - 1]![1] < window[0]))
      refuse(field, '时间窗须依次且不重叠', 'order the windows, without overlap');
  }
}

function checkBreaks({ breaks = [], max_duration }: InputVehicle, field: string): void {
  for (const [b, { time_windows, service = 0 }] of breaks.entries()) {
    const at = `${field}.breaks.${b}`;
    if ((time_windows as readonly Window[] | undefined)?.length !== 1)
      refuse(`${at}.time_windows`, '休息须恰好一个时间窗', 'give exactly one window');
    checkWindow(time_windows[0], `${at}.time_windows.0`);
    if (!(service >= 0 && service < Infinity))
      refuse(`${at}.service`, '须为非负秒数', 'give seconds, not below 0');
  }
  unique(breaks, `${field}.breaks`);
  if (breaks.length > 0 && max_duration !== undefined)
    refuse(`${field}.max_duration`, '不能与休息并用，请用班次', 'bound the shift: not together with breaks');
}

/** The engine knows the shortest time out for single windows alone. */
function checkDurations({ vehicles, jobs = [], shipments = [] }: RoutingInput): void {
  const v = vehicles.findIndex(({ max_duration }) => max_duration !== undefined);
  const tasks = [...jobs, ...shipments.flatMap(({ pickup, delivery }) => [pickup, delivery])];
  if (v >= 0 && tasks.some(({ time_windows }) => (time_windows?.length ?? 1) > 1))
    refuse(
      `vehicles.${v}.max_duration`,
      '不能与多个时间窗并用，请用班次',
      'bound the shift: not together with several windows',
    );
}

function unique(things: readonly { readonly id: number }[], field: string): void {
  const seen = new Set<number>();
  for (const { id } of things) {
    if (seen.has(id)) refuse(field, `编号 ${id} 重复`, `use the id ${id} only once`);
    seen.add(id);
  }
}
