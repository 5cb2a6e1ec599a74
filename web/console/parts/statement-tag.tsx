import { Check, Hourglass, MessageSquareWarning } from 'lucide-react';
import { Tag, type TagProps } from '../../kit/parts/tag.tsx';
import type { Out } from '../../kit/use-api.ts';
import { useSettlementText } from '../texts/settlement.ts';

export type StatementState = Out<'settlement', 'getStatement'>['state'];

const looks: Record<StatementState, Pick<TagProps, 'tone' | 'icon'>> = {
  draft: { tone: 'plain' },
  issued: { tone: 'honey', icon: Hourglass },
  agreed: { tone: 'ok', icon: Check },
  disputed: { tone: 'bad', icon: MessageSquareWarning },
};

export function StatementTag({ state }: { state: string }) {
  const T = useSettlementText();
  if (!Object.hasOwn(looks, state)) return <Tag>{state}</Tag>;
  const known = state as StatementState;
  return <Tag {...looks[known]}>{T.states[known]}</Tag>;
}
