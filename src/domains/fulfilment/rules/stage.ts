/** What a shopper is told of a parcel. */
export type Stage =
  | 'waiting-pool'
  | 'preparing'
  | 'picked'
  | 'on-the-way'
  | 'at-pickup'
  | 'done'
  | 'cancelled';

/** One that came back from a failed stop lies packed until the next wave. */
export function stageOf(
  state: 'preparing' | 'picked' | 'on-the-way' | 'at-pickup' | 'failed' | 'done',
): Stage {
  return state === 'failed' ? 'picked' : state;
}
