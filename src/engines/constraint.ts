import type { Refusal } from '../kernel/refusal.ts';

/**
 * Turns a violated constraint into the business no that it stands for; every other error passes unchanged.
 * The transaction is lost either way, as a refusal always rolls back.
 */
export async function refuseOnConstraint<T>(
  work: Promise<T>,
  refusals: Readonly<Record<string, () => Refusal>>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { constraint } = error as { constraint?: string };
    const refusal = constraint !== undefined && Object.hasOwn(refusals, constraint) && refusals[constraint];
    throw refusal ? refusal() : error;
  }
}
