import { blockedUntilMinute, clashOf, dayOf, followers, valueOf, whyNever } from './feasible.ts';
import type { RotaProblem } from './types.ts';

/** Rows of at most `upper` (and at least `lower`), compressed by row. Columns: one a possible pair, then the missed shares. */
export interface RotaModel {
  /** Host and slot of each yes-or-no column, as indices into the problem. */
  readonly pairs: readonly { readonly host: number; readonly slot: number }[];
  readonly columnCost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  /** 1 for a pair that stands in the plan before, 0 for all other columns. */
  readonly isKept: Float64Array;
}

class Rows {
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly starts: number[] = [0];
  readonly indices: number[] = [];

  add(columns: readonly number[], upper: number, lower = Number.NEGATIVE_INFINITY): void {
    this.indices.push(...columns);
    this.starts.push(this.indices.length);
    this.lower.push(lower);
    this.upper.push(upper);
  }
}

/**
 * The rota as a program with yes-or-no variables. What one person cannot do together is told by cliques: slots of a host
 * stretch from their start to the moment the host may begin again, and of all that cover one moment at most one is taken.
 * For stretches on a line these are all the cliques there are, so the relaxation is tight where pairs would be loose.
 */
export function buildModel(problem: RotaProblem): RotaModel {
  const { slots, hosts, rules } = problem;
  const pairs = possiblePairs(problem);
  const ofHost = hosts.map((): number[] => []);
  const ofSlot = slots.map((): number[] => []);
  pairs.forEach(({ host, slot }, column) => {
    ofHost[host]?.push(column);
    ofSlot[slot]?.push(column);
  });
  const rows = new Rows();
  for (const columns of ofSlot) if (columns.length > 1) rows.add(columns, 1);
  const follow = rules.rotates ? followers(slots) : [];
  hosts.forEach((host, h) => {
    const columns = ofHost[h] ?? [];
    const slotOf = (column: number): number => pairs[column]?.slot ?? 0;
    for (const clique of cliquesOf(columns, problem, slotOf)) rows.add(clique, 1);
    for (const ofDay of Map.groupBy(columns, (c) => dayOf(slots[slotOf(c)]?.startMinute ?? 0)).values()) {
      if (ofDay.length > rules.slotsPerDayMost) rows.add(ofDay, rules.slotsPerDayMost);
    }
    if (columns.length > host.slotsMost) rows.add(columns, host.slotsMost);
    if (rules.slotsLeast > 0)
      rows.add([...columns, pairs.length + h], Number.POSITIVE_INFINITY, rules.slotsLeast);
    const columnOf = new Map(columns.map((column) => [slotOf(column), column]));
    for (const [a, b] of follow) {
      const [first, second] = [columnOf.get(a), columnOf.get(b)];
      const [slotA, slotB] = [slots[a], slots[b]];
      if (first === undefined || second === undefined || !slotA || !slotB) continue;
      if (clashOf(slotA, slotB, rules) === null) rows.add([first, second], 1);
    }
  });
  return { pairs, ...columnsOf(problem, pairs), ...packed(rows) };
}

function keyOf({ slotId, hostId }: { slotId: string; hostId: string }): string {
  return `${slotId} ${hostId}`;
}

/** Pinned pairs are columns even where a rule forbids them: the plan keeps them and the conflict is told. */
function possiblePairs({ slots, hosts, pinned }: RotaProblem): { host: number; slot: number }[] {
  const wanted = new Set(pinned.map(keyOf));
  const taken = new Map(pinned.map(({ slotId, hostId }) => [slotId, hostId]));
  return hosts.flatMap((host, h) =>
    slots.flatMap((slot, s) => {
      if (wanted.has(keyOf({ ...slot, ...host }))) return [{ host: h, slot: s }];
      if (taken.has(slot.slotId)) return [];
      return whyNever(host, slot) === null ? [{ host: h, slot: s }] : [];
    }),
  );
}

function cliquesOf(
  columns: readonly number[],
  { slots, rules }: RotaProblem,
  slotOf: (column: number) => number,
): number[][] {
  const stretches = columns.flatMap((column) => {
    const slot = slots[slotOf(column)];
    return slot === undefined
      ? []
      : [{ column, fromMinute: slot.startMinute, untilMinute: blockedUntilMinute(slot, rules) }];
  });
  // A clique can only grow at the start of a stretch: looking at those moments finds the largest ones.
  const moments = [...new Set(stretches.map(({ fromMinute }) => fromMinute))].toSorted((a, b) => a - b);
  const cliques = moments.map((moment) =>
    stretches.filter(({ fromMinute, untilMinute }) => fromMinute <= moment && moment < untilMinute),
  );
  return cliques
    .filter((clique, i) => {
      const next = cliques[i + 1];
      return clique.length > 1 && !(next && clique.every((stretch) => next.includes(stretch)));
    })
    .map((clique) => clique.map(({ column }) => column));
}

function columnsOf(
  { slots, hosts, rules, pinned, before }: RotaProblem,
  pairs: RotaModel['pairs'],
): Pick<RotaModel, 'columnCost' | 'columnLower' | 'columnUpper' | 'isKept'> {
  const fixed = new Set(pinned.map(keyOf));
  const kept = new Set(before.map(keyOf));
  const count = pairs.length + (rules.slotsLeast > 0 ? hosts.length : 0);
  const columnCost = new Float64Array(count).fill(-rules.missedShareCost);
  const columnLower = new Float64Array(count);
  const columnUpper = new Float64Array(count).fill(rules.slotsLeast);
  const isKept = new Float64Array(count);
  pairs.forEach(({ host: h, slot: s }, column) => {
    const [host, slot] = [hosts[h], slots[s]];
    if (host === undefined || slot === undefined) return;
    const key = keyOf({ ...slot, ...host });
    columnCost[column] = valueOf(host, slot, rules.unknownFit);
    columnUpper[column] = 1;
    if (fixed.has(key)) columnLower[column] = 1;
    if (kept.has(key)) isKept[column] = 1;
  });
  return { columnCost, columnLower, columnUpper, isKept };
}

function packed({
  lower,
  upper,
  starts,
  indices,
}: Rows): Pick<RotaModel, 'rowLower' | 'rowUpper' | 'starts' | 'indices'> {
  return {
    rowLower: Float64Array.from(lower),
    rowUpper: Float64Array.from(upper),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(indices),
  };
}
