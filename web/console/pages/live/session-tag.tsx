import { LiveBadge } from '../../../kit/parts/live-badge.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { useLiveText } from '../../texts/live.ts';
import type { SessionState } from './session-types.ts';

export function SessionTag({ state }: { state: SessionState }) {
  const T = useLiveText();
  if (state === 'live') return <LiveBadge state="live" />;
  return <Tag tone={state === 'scheduled' ? 'honey' : 'plain'}>{T.states[state]}</Tag>;
}
