export type LineState =
  | 'held'
  | 'released'
  | 'waiting-pool'
  | 'ready'
  | 'allocated'
  | 'picked'
  | 'on-the-way'
  | 'at-pickup'
  | 'done'
  | 'cancelled'
  | 'refunded';
export type GroupState = 'awaiting-payment' | 'paid' | 'closed' | 'cancelled' | 'done';
export type OrderTab = 'to-pay' | 'pooling' | 'to-ship' | 'on-the-way' | 'done' | 'after-sales';

/** From which states fulfilment may bring a line into another one. After a failed stop a parcel is back on its shelf, picked. */
const before: Partial<Record<LineState, readonly LineState[]>> = {
  ready: ['allocated', 'picked', 'on-the-way', 'at-pickup'],
  allocated: ['ready'],
  picked: ['allocated', 'on-the-way'],
  'on-the-way': ['allocated', 'picked'],
  'at-pickup': ['on-the-way', 'picked', 'allocated'],
  done: ['on-the-way', 'at-pickup'],
};

export function statesBefore(next: LineState): readonly LineState[] {
  return before[next] ?? [];
}

/** Nothing more happens to a line in one of these. */
export const finalLineStates: readonly LineState[] = ['released', 'done', 'cancelled', 'refunded'];

/** A paid order whose lines are all final is done, or cancelled when the shopper called everything off; else null. */
export function finishedState(lines: readonly LineState[]): GroupState | null {
  if (!lines.every((state) => finalLineStates.includes(state))) return null;
  return lines.every((state) => state === 'cancelled') ? 'cancelled' : 'done';
}
