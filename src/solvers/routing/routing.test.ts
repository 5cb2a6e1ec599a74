import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRoutes } from './check.ts';
import { planRoutes } from './plan-routes.ts';
import type { RoutingProblem } from './types.ts';

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
    maxPasses: 3,
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
      maxPasses: 5,
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
      maxPasses: 3,
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

  test('the checker sees a parcel handed over before it was loaded', () => {
    fc.assert(
      fc.property(problem, (input) => {
        const plan = planRoutes(input);
        const route = plan.routes[0];
        if (!route) return;
        const reversed = {
          ...plan,
          routes: [{ ...route, visits: [...route.visits].reverse() }, ...plan.routes.slice(1)],
        };
        expect(checkRoutes(input, reversed)).not.toEqual([]);
      }),
    );
  });
});
