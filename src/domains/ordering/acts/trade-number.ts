import { createHash } from 'node:crypto';

/**
 * The number a provider knows a payment by: alliance and the random half of the payment id, 24 bytes in base64url,
 * which is exactly the 32 characters that providers allow. A callback thus names its tenant.
 */
export function outTradeNo(allianceId: string, paymentId: string): string {
  return Buffer.concat([bytesOf(allianceId), bytesOf(paymentId).subarray(8)]).toString('base64url');
}

/** The alliance that a payment or refund number belongs to, null when it is none of ours. */
export function allianceOfTradeNo(number: string): string | null {
  if (!/^[\w-]{32}/.test(number)) return null;
  const hex = Buffer.from(number.slice(0, 32), 'base64url').toString('hex').slice(0, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The same cause gives the same number, so a refund that is asked for twice happens once. At most 64 characters. */
export function outRefundNo(tradeNo: string, cause: string): string {
  return `${tradeNo}-${createHash('sha256').update(cause).digest('base64url').slice(0, 22)}`;
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
