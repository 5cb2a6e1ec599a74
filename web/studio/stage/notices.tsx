import { MessageSquareWarning, TriangleAlert, WifiOff, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Icon } from '../../kit/parts/icon.tsx';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { useRead } from '../../kit/use-api.ts';
import { bannedIn } from '../parts/banned.ts';
import type { HostItem } from '../parts/host-items.ts';
import { useStageText } from '../texts/stage.ts';
import type { Sending } from './sending.ts';

/** What the host must know right now: first the line, then the words. At most one. */
export function Notices({ sending, pinned }: { sending: Sending; pinned: HostItem | undefined }) {
  const line = useLineNotice(sending);
  if (line) return line;
  return pinned && <ScriptNotice key={pinned.sessionItemId} item={pinned} />;
}

function useLineNotice({ snapshot, restart }: Sending): ReactNode {
  const T = useStageText();
  switch (snapshot?.state) {
    case 'reconnecting':
      return <Notice icon={WifiOff} text={T.reconnecting} />;
    case 'lost':
      return <Notice icon={WifiOff} text={T.lost} verb={T.again} onPress={restart} />;
    case 'replaced':
      return <Notice icon={TriangleAlert} text={T.replaced} verb={T.takeOver} onPress={restart} />;
    case 'refused':
      return <Notice icon={TriangleAlert} text={T.refused} verb={T.again} onPress={restart} />;
    case 'failed':
      return <Notice icon={TriangleAlert} text={T.failed} verb={T.again} onPress={restart} />;
    case 'open':
      return snapshot.quality.level === 'poor' && <Notice icon={WifiOff} text={T.slow} />;
    default:
      return null;
  }
}

/** The host is warned before the words are said: the script of the item on show has a banned one. */
function ScriptNotice({ item }: { item: HostItem }) {
  const T = useStageText();
  const [isRead, setRead] = useState(false);
  const words = useRead('live', 'listBannedWords', {});
  const banned = bannedIn([item.script, ...item.sellingPoints].join(' '), words.data?.rows ?? []);
  if (banned === undefined || isRead) return null;
  return (
    <div className="studio-notice" role="status">
      <Icon as={MessageSquareWarning} />
      <p className="flex-1">
        <Say text={T.script(banned.word, banned.suggestion)} />
      </p>
      <IconButton
        icon={X}
        label={T.gotIt}
        iconSize={18}
        className="studio-notice-close"
        onClick={() => setRead(true)}
      />
    </div>
  );
}

function Notice({
  icon,
  text,
  verb,
  onPress,
}: {
  icon: typeof WifiOff;
  text: string;
  verb?: string;
  onPress?: () => void;
}) {
  return (
    <div className="studio-notice" role="alert">
      <Icon as={icon} />
      <p className="flex-1">{text}</p>
      {verb !== undefined && (
        <button type="button" className="min-h-tap -my-2 px-1 font-semibold underline" onClick={onPress}>
          {verb}
        </button>
      )}
    </div>
  );
}
