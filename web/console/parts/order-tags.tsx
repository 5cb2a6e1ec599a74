import type { z } from 'zod';
import type { groupState, lineState } from '../../../contract/ordering.ts';
import { Tag, type TagProps } from '../../kit/parts/tag.tsx';
import { useOrderText } from '../texts/orders.ts';

type Tone = NonNullable<TagProps['tone']>;
export type GroupState = z.infer<typeof groupState>;
export type LineState = z.infer<typeof lineState>;

const groupTones: Record<GroupState, Tone> = {
  'awaiting-payment': 'honey',
  paid: 'ok',
  closed: 'plain',
  cancelled: 'plain',
  done: 'ok',
};
const lineTones: Record<LineState, Tone> = {
  held: 'honey',
  released: 'plain',
  'waiting-pool': 'honey',
  ready: 'hot',
  allocated: 'info',
  picked: 'info',
  'on-the-way': 'info',
  'at-pickup': 'info',
  done: 'ok',
  cancelled: 'plain',
  refunded: 'bad',
};

export function GroupTag({ state }: { state: GroupState }) {
  const T = useOrderText();
  return <Tag tone={groupTones[state]}>{T.group[state]}</Tag>;
}

/** Where a line is on its way; a word this client does not know is shown as it came. */
export function LineTag({ state }: { state: string }) {
  const T = useOrderText();
  if (!Object.hasOwn(lineTones, state)) return <Tag>{state}</Tag>;
  return <Tag tone={lineTones[state as LineState]}>{T.line[state as LineState]}</Tag>;
}
