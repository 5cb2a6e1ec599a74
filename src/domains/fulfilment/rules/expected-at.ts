export interface PlannedStop {
  readonly etaAt: Date;
  readonly doneAt: Date | null;
}

/**
 * Expected arrival at the stops still to come: the plan shifted by how early or late the last stop was, never in the
 * past.
 *
 * @param stops in the order of the route
 */
export function expectedAt(stops: readonly PlannedStop[], now: Date): Date[] {
  const last = stops.findLast((stop) => stop.doneAt !== null);
  const shift = last ? last.doneAt!.getTime() - last.etaAt.getTime() : 0;
  return stops.map(
    ({ etaAt, doneAt }) => doneAt ?? new Date(Math.max(now.getTime(), etaAt.getTime() + shift)),
  );
}
