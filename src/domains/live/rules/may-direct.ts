import { isOperator, type Actor } from '../../../kernel/actor.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';

/** The host of the session and operators direct it. Refuses `not-host`. */
export function needHost(actor: Actor | null, hostMemberId: string): void {
  refuseUnless(isOperator(actor) || actor?.memberId === hostMemberId, 'not-host');
}
