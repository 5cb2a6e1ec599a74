import { isOperator, type Actor } from '../../../kernel/actor.ts';

/** A courier sees and moves the routes that are theirs; operators all. */
export function mayDrive(actor: Actor | null, route: { readonly courierMemberId: string | null }): boolean {
  return isOperator(actor) || (actor !== null && actor.memberId === route.courierMemberId);
}
