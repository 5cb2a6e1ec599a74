import { createHmac, timingSafeEqual } from 'node:crypto';
import { refuseUnless } from '../kernel/refusal.ts';

/** What a supplier's link opens: one purchase order of one alliance, until it expires. */
export interface SupplierLink {
  readonly allianceId: string;
  readonly purchaseOrderId: string;
  /** Whole seconds; what lies below is cut off. */
  readonly expiresAt: Date;
}

const idBytes = 16;
const payloadBytes = 2 * idBytes + 4;

/** 36 bytes (two ids, expiry) and their HMAC-SHA-256, 91 characters of base64url: nothing is stored. */
export function signSupplierLink(secret: string, link: SupplierLink): string {
  const payload = Buffer.alloc(payloadBytes);
  payload.write(link.allianceId.replaceAll('-', ''), 0, 'hex');
  payload.write(link.purchaseOrderId.replaceAll('-', ''), idBytes, 'hex');
  payload.writeUInt32BE(Math.floor(link.expiresAt.getTime() / 1_000), 2 * idBytes);
  return Buffer.concat([payload, seal(secret, payload)]).toString('base64url');
}

/**
 * @param allianceId the alliance the request is for: a link opens no other
 * @throws Refusal bad-signature | link-expired
 */
export function readSupplierLink(secret: string, token: string, allianceId: string, now: Date): SupplierLink {
  const bytes = Buffer.from(token, 'base64url');
  const payload = bytes.subarray(0, payloadBytes);
  const given = bytes.subarray(payloadBytes);
  const expected = seal(secret, payload);
  const genuine = given.length === expected.length && timingSafeEqual(given, expected);
  refuseUnless(genuine, 'bad-signature', {}, 'token');
  const link = {
    allianceId: uuidAt(payload, 0),
    purchaseOrderId: uuidAt(payload, idBytes),
    expiresAt: new Date(payload.readUInt32BE(2 * idBytes) * 1_000),
  };
  refuseUnless(link.allianceId === allianceId, 'bad-signature', {}, 'token');
  refuseUnless(now < link.expiresAt, 'link-expired', {}, 'token');
  return link;
}

/** The prefix keeps seals of other purposes under the same secret from fitting here. */
function seal(secret: string, payload: Uint8Array): Buffer {
  return createHmac('sha256', secret).update('supplier-link ').update(payload).digest();
}

function uuidAt(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + idBytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
