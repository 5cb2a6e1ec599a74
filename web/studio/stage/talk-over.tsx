import { Ear, ShoppingBag } from 'lucide-react';
import { Icon } from '../../kit/parts/icon.tsx';
import { useMedia } from '../../kit/use-media.ts';
import { type TalkLine, talkLines } from '../parts/stage-news.ts';
import type { Stage } from '../parts/use-stage.ts';
import { useStageText } from '../texts/stage.ts';

const linesShown = 4;
const linesShownShort = 2;
const short = '(max-height: 739px)';

/** The last words and purchases, over the lower left corner of the picture. */
export function TalkOver({ stage: { news }, onHeld }: { stage: Stage; onHeld: () => void }) {
  const T = useStageText();
  const isShort = useMedia(short);
  const held = news?.chat.filter(({ state }) => state === 'held').length ?? 0;
  const lines = isShort ? linesShownShort : linesShown - Math.min(held, 1);
  return (
    <div className="studio-talk">
      {held > 0 && !isShort && (
        <button type="button" className="studio-held" onClick={onHeld}>
          <Icon as={Ear} size={14} />
          {T.heldWaiting(held)}
        </button>
      )}
      <div role="log" aria-label={T.talk} className="grid justify-items-start gap-[5px]">
        {news && talkLines(news, lines).map((line) => <Line key={line.key} line={line} />)}
      </div>
    </div>
  );
}

function Line({ line }: { line: TalkLine }) {
  const T = useStageText();
  if ('bought' in line) {
    const { name, title, quantity } = line.bought;
    return (
      <p className="studio-bought">
        <Icon as={ShoppingBag} size={14} />
        {T.bought(name, title, quantity)}
      </p>
    );
  }
  return (
    <p>
      <b className={line.message.isHost ? 'studio-name-host' : undefined}>{line.message.name}</b>{' '}
      {line.message.text}
    </p>
  );
}
