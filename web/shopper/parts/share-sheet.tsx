import { Link2, Share2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { Sheet } from '../../kit/parts/modal.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { type Out, useAct } from '../../kit/use-api.ts';
import { absolute, copy, passOn } from '../platform/leave.ts';
import { useRoomText } from '../texts/room.ts';
import { FormProblem } from './form-problem.tsx';
import type { RoomView } from './use-room.ts';

type Share = Out<'live', 'shareRoom'>;

/** A card with a code to show and a link to send: both carry the room and who shared it. */
export function ShareSheet({
  room,
  isOpen,
  onClose,
}: {
  room: RoomView;
  isOpen: boolean;
  onClose: () => void;
}) {
  const T = useRoomText();
  const { sessionId } = room.session;
  const { shopId } = room;
  const [share, setShare] = useState<Share>();
  const act = useAct('live', 'shareRoom', { renews: [], onDone: setShare });
  const isMissing = isOpen && share === undefined && !act.isBusy && act.errors.form === undefined;
  useEffect(() => {
    if (isMissing) void act.run({ sessionId, shopId });
  });
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title={T.shareTitle} foot={share && <Ways share={share} />}>
      <div className="grid justify-items-center gap-3">
        {share ? (
          <img
            src={share.cardPath}
            alt={`${T.shareCard} ${share.title}`}
            width={240}
            height={320}
            className="w-[240px] h-auto rounded-l shadow-e2"
          />
        ) : (
          <Skeleton h={320} w={240} r={14} />
        )}
        <FormProblem text={act.errors.form} />
        {share && (
          <p className="text-sm text-ink-2 text-center">
            <span className="lb-unseen">{T.shareLink}</span>
            <span className="select-all">{absolute(share.path)}</span>
          </p>
        )}
        <p className="text-sm text-ink-3 text-center">{T.shareNote}</p>
      </div>
    </Sheet>
  );
}

function Ways({ share }: { share: Share }) {
  const T = useRoomText();
  async function send() {
    if ((await passOn(share.title, share.path)) === 'copied') toast(T.copied);
  }
  async function take() {
    await copy(absolute(share.path));
    toast(T.copied);
  }
  return (
    <>
      <Button kind="soft" isPill icon={Link2} className="flex-1" onClick={() => void take()}>
        {T.copy}
      </Button>
      {'share' in navigator && (
        <Button isPill icon={Share2} className="flex-1" onClick={() => void send()}>
          {T.passOn}
        </Button>
      )}
    </>
  );
}
