import { Tag, type TagProps } from '../../../kit/parts/tag.tsx';
import { useWavesText } from '../../texts/waves.ts';
import type { Wave } from './shapes.ts';

const tones: Record<Wave['state'], NonNullable<TagProps['tone']>> = {
  draft: 'honey',
  confirmed: 'info',
  running: 'hot',
  done: 'ok',
};

export function WaveTag({ state }: { state: Wave['state'] }) {
  const T = useWavesText();
  return <Tag tone={tones[state]}>{T.states[state]}</Tag>;
}
