import { streetMetre, streetSpeedMetrePerSecond } from '../distance/matrix.ts';
import type { PlannedRoute, RoutingPlan, RoutingProblem, Vehicle, Visit } from './types.ts';

/** Independent of any engine: what is wrong with the routes of a wave, empty when nothing is. */
export function checkRoutes(problem: RoutingProblem, plan: RoutingPlan): string[] {
  const wrong: string[] = [];
  const parcels = new Map(problem.parcels.map((parcel) => [parcel.parcelId, parcel]));
  const vehicles = new Map(problem.vehicles.map((vehicle) => [vehicle.vehicleId, vehicle]));
  const delivered = new Set<string>(plan.unplanned);
  const driving = new Set<string>();
  for (const parcelId of plan.unplanned)
    if (!parcels.has(parcelId)) wrong.push(`${parcelId}: unknown parcel`);
  for (const route of plan.routes) {
    const vehicle = vehicles.get(route.vehicleId);
    if (!vehicle) wrong.push(`${route.vehicleId}: unknown vehicle`);
    else wrong.push(...checkClock(problem, vehicle, route));
    if (driving.has(route.vehicleId)) wrong.push(`${route.vehicleId}: two routes`);
    driving.add(route.vehicleId);
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

/** Drives the route again: metres by the streets between the stops, seconds by metres and by what a stop takes. */
function checkClock(problem: RoutingProblem, vehicle: Vehicle, route: PlannedRoute): string[] {
  const wrong: string[] = [];
  let at = vehicle.start;
  let clock = 0;
  let metres = 0;
  const stopSeconds = (visit: Visit) => (visit.kind === 'load' ? problem.loadSeconds : problem.stopSeconds);
  for (const visit of route.visits) {
    const leg = streetMetre(at, visit.point);
    clock += Math.round(leg / streetSpeedMetrePerSecond);
    if (visit.legMetre !== leg)
      wrong.push(`${route.vehicleId}: ${visit.legMetre} m to ${visit.key}, not ${leg}`);
    if (visit.arriveSeconds !== clock) wrong.push(`${route.vehicleId}: cannot be at ${visit.key} then`);
    clock += stopSeconds(visit);
    metres += leg;
    at = visit.point;
  }
  if (route.durationSeconds !== clock) wrong.push(`${route.vehicleId}: wrong duration`);
  if (route.lengthMetre !== metres) wrong.push(`${route.vehicleId}: wrong length`);
  return wrong;
}
