import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRoutes } from './check.ts';
import { planRoutesInThread } from './in-thread.ts';
import { planRoutes } from './plan-routes.ts';
import type { RoutingPlan, RoutingProblem } from './types.ts';

const point = fc.record({
  lng: fc.double({ min: 121.4, max: 121.5, noNaN: true }),
  lat: fc.double({ min: 31.2, max: 31.3, noNaN: true }),
});

const problem: fc.Arbitrary<RoutingProblem> = fc
  .record({
    places: fc.array(point, { minLength: 1, maxLength: 4 }),
    doors: fc.array(point, { minLength: 1, maxLength: 8 }),
    parcels: fc.array(fc.record({ from: fc.nat(), to: fc.nat(), size: fc.integer({ min: 1, max: 12 }) }), {
      maxLength: 14,
    }),
    vehicles: fc.array(fc.record({ start: point, capacity: fc.integer({ min: 5, max: 20 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ places, doors, parcels, vehicles }) => ({
    loadSeconds: 180,
    stopSeconds: 90,
    vehicles: vehicles.map((vehicle, v) => ({ vehicleId: `v${v}`, ...vehicle })),
    parcels: parcels.map(({ from, to, size }, p) => ({
      parcelId: `parcel${p}`,
      fromKey: `from${from % places.length}`,
      from: places[from % places.length]!,
      toKey: `to${to % doors.length}`,
      to: doors[to % doors.length]!,
      size,
    })),
  }));

describe('routes', () => {
  test('load before they drop, never overload, forget nothing', () => {
    fc.assert(
      fc.property(problem, (input) => {
        expect(checkRoutes(input, planRoutes(input))).toEqual([]);
      }),
    );
  });

  test('reports only parcels that no vehicle can carry as unplanned', () => {
    fc.assert(
      fc.property(problem, (input) => {
        const largest = Math.max(...input.vehicles.map((vehicle) => vehicle.capacity));
        const tooLarge = input.parcels
          .filter((parcel) => parcel.size > largest)
          .map((parcel) => parcel.parcelId);
        expect(planRoutes(input).unplanned).toEqual(tooLarge);
      }),
    );
  });

  test('one street, one courier: along the street once', () => {
    const at = (lng: number) => ({ lng, lat: 31.2 });
    const plan = planRoutes({
      loadSeconds: 0,
      stopSeconds: 0,
      vehicles: [{ vehicleId: 'v', start: at(121.4), capacity: 100 }],
      parcels: [3, 1, 2].map((n) => ({
        parcelId: `p${n}`,
        fromKey: 'hub',
        from: at(121.4),
        toKey: `door${n}`,
        to: at(121.4 + n / 100),
        size: 1,
      })),
    });
    expect(plan.routes[0]!.visits.map((visit) => visit.key)).toEqual(['hub', 'door1', 'door2', 'door3']);
    expect(plan.routes[0]!.visits[0]!.parcelIds).toHaveLength(3);
  });

  test('two couriers share a long round instead of one driving it all', () => {
    const plan = planRoutes({
      loadSeconds: 60,
      stopSeconds: 120,
      vehicles: ['a', 'b'].map((vehicleId) => ({
        vehicleId,
        start: { lng: 121.45, lat: 31.2 },
        capacity: 100,
      })),
      parcels: Array.from({ length: 20 }, (_, n) => ({
        parcelId: `p${n}`,
        fromKey: 'hub',
        from: { lng: 121.45, lat: 31.2 },
        toKey: `door${n}`,
        to: { lng: 121.45 + (n - 9.5) / 200, lat: 31.21 },
        size: 1,
      })),
    });
    const [a, b] = plan.routes.map((route) => route.durationSeconds) as [number, number];
    expect(plan.routes).toHaveLength(2);
    expect(Math.max(a, b)).toBeLessThan(1.3 * Math.min(a, b));
  });

  test('a thread plans as this one does', async () => {
    const input: RoutingProblem = {
      ...{ loadSeconds: 180, stopSeconds: 90 },
      vehicles: [{ vehicleId: 'v', start: { lng: 121.4, lat: 31.2 }, capacity: 40 }],
      parcels: Array.from({ length: 30 }, (_, n) => ({
        ...{ parcelId: `p${n}`, fromKey: 'hub', from: { lng: 121.4, lat: 31.2 }, size: 3 },
        ...{ toKey: `door${n}`, to: { lng: 121.4 + (n % 7) / 90, lat: 31.2 + (n % 5) / 90 } },
      })),
    };
    expect(await planRoutesInThread(input)).toEqual(planRoutes(input));
  });
});

describe('a fault in the routes of a wave is named:', () => {
  const hub = { lng: 121.4, lat: 31.2 };
  const door = { lng: 121.41, lat: 31.2 };
  const input: RoutingProblem = {
    ...{ loadSeconds: 180, stopSeconds: 90 },
    vehicles: ['v', 'w'].map((vehicleId) => ({ vehicleId, start: hub, capacity: 4 })),
    parcels: ['p', 'q'].map((parcelId) => ({
      ...{ parcelId, fromKey: 'hub', from: hub, toKey: 'door', to: door, size: 2 },
    })),
  };
  const good = planRoutes(input);
  const [route] = good.routes as [RoutingPlan['routes'][number]];
  const [load, drop] = route.visits as [
    RoutingPlan['routes'][number]['visits'][number],
    (typeof route.visits)[number],
  ];
  const driving = (change: Partial<typeof route>): RoutingPlan => ({
    ...good,
    routes: [{ ...route, ...change }, ...good.routes.slice(1)],
  });
  const faults: readonly (readonly [string, RoutingPlan, RegExp])[] = [
    [
      'handed over before it was loaded',
      driving({ visits: [drop, load] }),
      /handed over before it was loaded/,
    ],
    ['never handed over', driving({ visits: [load] }), /never handed over/],
    ['handed over twice', driving({ visits: [load, drop, load, drop] }), /handed over twice/],
    ['forgotten', { ...good, routes: [] }, /p: forgotten/],
    ['loaded elsewhere', driving({ visits: [{ ...load, key: 'shop' }, drop] }), /loaded at the wrong place/],
    [
      'taken elsewhere',
      driving({ visits: [load, { ...drop, key: 'shop' }] }),
      /handed over at the wrong place/,
    ],
    ['an unknown parcel', driving({ visits: [{ ...load, parcelIds: ['x'] }, drop] }), /x: unknown parcel/],
    ['an unknown parcel left out', { ...good, unplanned: ['x'] }, /x: unknown parcel/],
    ['an unknown vehicle', driving({ vehicleId: 'x' }), /x: unknown vehicle/],
    ['a vehicle twice', { ...good, routes: [route, route] }, /two routes/],
    ['a shorter way', driving({ visits: [load, { ...drop, legMetre: 1 }] }), /1 m to door, not \d+/],
    [
      'faster than a bike',
      driving({ visits: [load, { ...drop, arriveSeconds: 200 }] }),
      /cannot be at door then/,
    ],
    ['a wrong length', driving({ lengthMetre: 1 }), /wrong length/],
    ['a wrong duration', driving({ durationSeconds: 1 }), /wrong duration/],
  ];
  test.each(faults)('%s', (_, plan, message) => {
    expect(checkRoutes(input, good)).toEqual([]);
    expect(checkRoutes(input, plan).join('\n')).toMatch(message);
  });

  test('overloaded', () => {
    const small = { ...input, vehicles: input.vehicles.map((vehicle) => ({ ...vehicle, capacity: 1 })) };
    expect(checkRoutes(small, good).join('\n')).toMatch(/overloaded at hub/);
  });
});
