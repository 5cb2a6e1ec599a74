import { z } from 'zod';
import { item } from './catalog.ts';
import {
  day,
  endpoint,
  fen,
  id,
  page,
  pageOf,
  phone,
  positiveFen,
  shortText,
  somePieces,
} from './endpoint.ts';

/** A rung of the ladder: from `minQuantity` paid pieces on, the supplier asks `costFen`; `retailFen` is the agency pool's price. */
export const tier = z.object({ minQuantity: z.number().int(), costFen: fen, retailFen: fen });
export const tierInput = z.object({ minQuantity: somePieces, costFen: positiveFen, retailFen: positiveFen });

const supplier = z.object({
  supplierId: id,
  name: z.string(),
  contactName: z.string(),
  phone: z.string(),
  licenceNumber: z.string(),
  licenceUntil: day.nullable(),
  leadHours: z.number(),
  status: z.enum(['active', 'paused']),
  openOrders: z.number(),
  lng: z.number(),
  lat: z.number(),
});
const supplierFields = {
  name: shortText,
  contactName: shortText,
  phone,
  licenceNumber: z.string().trim().max(40).default(''),
  licenceUntil: day.nullable().default(null),
  leadHours: z.coerce.number().int().min(0).max(720).default(12),
  lng: z.coerce.number(),
  lat: z.coerce.number(),
};
const offer = z.object({
  offerId: id,
  supplierId: id,
  supplierName: z.string(),
  item,
  /** What one piece costs without a pool: the base of every saving. */
  baseCostFen: fen,
  packSize: z.number(),
  moq: z.number(),
  capPerRound: z.number(),
  tiers: z.array(tier),
  status: z.enum(['active', 'paused']),
  hasOpenPool: z.boolean(),
});
const offerFields = {
  supplierId: id,
  variantId: id,
  baseCostFen: positiveFen,
  packSize: somePieces.default(1),
  moq: somePieces.default(1),
  capPerRound: somePieces,
  tiers: z.array(tierInput).min(1).max(8),
};

/** Suppliers and what they offer. */
export const offers = {
  listSuppliers: endpoint({
    method: 'GET',
    path: '/api/suppliers',
    kind: 'read',
    who: ['operator'],
    summary: 'Suppliers',
    input: z.object({}),
    output: z.object({ rows: z.array(supplier) }),
  }),
  addSupplier: endpoint({
    method: 'POST',
    path: '/api/suppliers',
    kind: 'act',
    who: ['operator'],
    duty: 'pooling',
    summary: 'Add a supplier',
    input: z.object(supplierFields),
    output: supplier,
    refusals: ['supplier-name-taken'],
  }),
  updateSupplier: endpoint({
    method: 'PUT',
    path: '/api/suppliers/:supplierId',
    kind: 'act',
    who: ['operator'],
    duty: 'pooling',
    summary: 'Change a supplier',
    input: z.object({
      supplierId: id,
      ...supplierFields,
      status: z.enum(['active', 'paused']).default('active'),
    }),
    output: supplier,
    refusals: ['supplier-name-taken'],
  }),
  listOffers: endpoint({
    method: 'GET',
    path: '/api/offers',
    kind: 'read',
    who: ['operator'],
    summary: 'Supplier offers with their ladders',
    input: z.object({ ...page, supplierId: id.optional(), q: z.string().trim().max(60).optional() }),
    output: pageOf(offer),
  }),
  addOffer: endpoint({
    method: 'POST',
    path: '/api/offers',
    kind: 'act',
    who: ['operator'],
    duty: 'pooling',
    summary: 'Add an offer',
    input: z.object(offerFields),
    output: offer,
    refusals: ['tiers-not-rising', 'moq-not-pack', 'regulated-goods'],
  }),
  updateOffer: endpoint({
    method: 'PUT',
    path: '/api/offers/:offerId',
    kind: 'act',
    who: ['operator'],
    duty: 'pooling',
    summary: 'Change an offer; running pools keep theirs',
    input: z.object({ offerId: id, ...offerFields, status: z.enum(['active', 'paused']).default('active') }),
    output: offer,
    refusals: ['tiers-not-rising', 'moq-not-pack', 'regulated-goods'],
  }),
};
