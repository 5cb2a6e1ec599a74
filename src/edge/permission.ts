import type { Endpoint } from '../../contract/endpoint.ts';
import { mayActForShop, type Actor } from '../kernel/actor.ts';
import { Refusal } from '../kernel/refusal.ts';

/** Role, shop and duty of an endpoint against the person asking. Rows behind other ids are checked by acts and views. */
export function checkPermission(
  endpoint: Endpoint,
  actor: Actor | null,
  input: Record<string, unknown>,
): void {
  if (endpoint.who === 'anyone') return;
  if (!actor) throw new Refusal('sign-in-needed');
  if (endpoint.who === 'member') return;
  const holdsDuty = endpoint.duty !== undefined && actor.duties.has(endpoint.duty);
  const holdsRole = endpoint.who.some((role) => actor.roles.has(role));
  if (!holdsRole && !holdsDuty) throw new Refusal('not-allowed');
  if (endpoint.duty !== undefined && !holdsDuty) throw new Refusal('not-allowed', { duty: endpoint.duty });
  if (endpoint.shopField) {
    const shopId = input[endpoint.shopField];
    const mayOmit = shopId === undefined && actor.roles.has('operator');
    if (!mayOmit && (typeof shopId !== 'string' || !mayActForShop(actor, shopId))) {
      throw new Refusal('not-allowed', {}, endpoint.shopField);
    }
  }
}
