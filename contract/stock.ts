import { z } from 'zod';
import { item } from './catalog.ts';
import { day, endpoint, id, instant, nothing, page, pageOf, pieces } from './endpoint.ts';

export const stock = {
  listLocations: endpoint({
    method: 'GET',
    path: '/api/locations',
    kind: 'read',
    who: ['operator', 'shop', 'courier'],
    summary: 'Shops and hub as places with stock',
    input: nothing,
    output: z.object({
      rows: z.array(
        z.object({
          locationId: id,
          kind: z.enum(['shop', 'hub']),
          shopId: id.nullable(),
          name: z.string(),
          lng: z.number(),
          lat: z.number(),
          hasColdStore: z.boolean(),
        }),
      ),
    }),
  }),
  listStock: endpoint({
    method: 'GET',
    path: '/api/locations/:locationId/stock',
    kind: 'read',
    who: ['operator', 'shop'],
    summary: 'Counters of a location',
    input: z.object({ ...page, locationId: id, q: z.string().trim().max(60).optional() }),
    output: pageOf(
      z.object({
        item,
        onHand: z.number(),
        held: z.number(),
        allocated: z.number(),
        available: z.number(),
        earliestExpiry: day.nullable(),
      }),
    ),
  }),
  listMovements: endpoint({
    method: 'GET',
    path: '/api/locations/:locationId/movements',
    kind: 'read',
    who: ['operator', 'shop'],
    summary: 'Stock movements, newest first',
    input: z.object({ ...page, locationId: id, variantId: id.optional() }),
    output: pageOf(
      z.object({
        movementId: id,
        at: instant,
        variantId: id,
        itemName: z.string(),
        kind: z.string(),
        onHandChange: z.number(),
        heldChange: z.number(),
        allocatedChange: z.number(),
        reason: z.string(),
        source: z.string(),
      }),
    ),
  }),
  countStock: endpoint({
    method: 'POST',
    path: '/api/locations/:locationId/counts',
    kind: 'act',
    who: ['operator', 'shop'],
    summary: 'Quick count: what is really there',
    input: z.object({
      locationId: id,
      reason: z.string().trim().max(60).default(''),
      counts: z
        .array(z.object({ variantId: id, counted: pieces }))
        .min(1)
        .max(500),
    }),
    output: z.object({ rows: z.array(z.object({ variantId: id, before: z.number(), after: z.number() })) }),
    refusals: ['count-below-promised'],
  }),
};
