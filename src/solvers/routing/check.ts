import type { RoutingPlan, RoutingProblem } from './types.ts';

/** Independent of any engine: what is wrong with the routes, empty when nothing is. */
export function checkRoutes(problem: RoutingProblem, plan: RoutingPlan): string[] {
  const wrong: string[] = [];
  const parcels = new Map(problem.parcels.map((parcel) => [parcel.parcelId, parcel]));
  const vehicles = new Map(problem.vehicles.map((vehicle) => [vehicle.vehicleId, vehicle]));
  const delivered = new Set<string>(plan.unplanned);
  for (const route of plan.routes) {
    const vehicle = vehicles.get(route.vehicleId);
    if (!vehicle) wrong.push(`${route.vehicleId}: unknown vehicle`);
    const onBoard = new Set<string>();
    let load = 0;
    for (const visit of route.visits) {
      for (const parcelId of visit.parcelIds) {
        const parcel = parcels.get(parcelId);
        if (!parcel) wrong.push(`${parcelId}: unknown parcel`);
        else if (visit.kind === 'load') {
          if (parcel.fromKey !== visit.key) wrong.push(`${parcelId}: loaded at the wrong place`);
          onBoard.add(parcelId);
          load += parcel.size;
        } else {
          if (!onBoard.delete(parcelId)) wrong.push(`${parcelId}: handed over before it was loaded`);
          if (parcel.toKey !== visit.key) wrong.push(`${parcelId}: handed over at the wrong place`);
          if (delivered.has(parcelId)) wrong.push(`${parcelId}: handed over twice`);
          delivered.add(parcelId);
          load -= parcel.size;
        }
      }
      if (vehicle && load > vehicle.capacity) wrong.push(`${route.vehicleId}: overloaded at ${visit.key}`);
    }
    for (const parcelId of onBoard) wrong.push(`${parcelId}: never handed over`);
  }
  for (const parcelId of parcels.keys()) if (!delivered.has(parcelId)) wrong.push(`${parcelId}: forgotten`);
  return wrong;
}
