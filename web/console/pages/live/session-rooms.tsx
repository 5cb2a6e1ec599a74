import { Plus } from 'lucide-react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PickField } from '../../parts/pick-field.tsx';
import { useMe, usePlace } from '../../parts/session.tsx';
import { useLiveText } from '../../texts/live.ts';
import type { Session } from './session-types.ts';

/** Where it plays, with who watches. Shops join and leave; the host's own room stays. */
export function SessionRooms({ session }: { session: Session }) {
  const T = useLiveText();
  const F = useFormat();
  const me = useMe();
  const { isWhole } = usePlace();
  const { sessionId, state, rooms, hostShopId } = session;
  const join = useAct('live', 'joinSession');
  const leave = useAct('live', 'leaveSession');
  const actsFor = (shopId: string) => isWhole || me.shops.some((shop) => shop.shopId === shopId);
  async function leaveAs(shopId: string) {
    if ((await leave.run({ sessionId, shopId })) === undefined) return;
    toast({ text: T.left, onUndo: () => void join.run({ sessionId, shopId }) });
  }
  async function joinAs(shopId: string) {
    if ((await join.run({ sessionId, shopId })) !== undefined) toast(T.joined);
  }
  const isAhead = state === 'scheduled' || state === 'live';
  return (
    <Panel title={T.rooms} note={T.roomCount(rooms.length)}>
      <ul className="session-rooms">
        {rooms.map(({ shopId, shopName, viewers }) => (
          <li key={shopId}>
            <span>
              {shopName} {shopId === hostShopId && <Tag tone="out">{T.hostRoom}</Tag>}
            </span>
            {state === 'live' && <span className="quiet">{T.watching(F.count(viewers))}</span>}
            {state === 'scheduled' && shopId !== hostShopId && actsFor(shopId) && (
              <Button
                kind="plain"
                size="s"
                aria-label={T.leaveAs(shopName)}
                isBusy={leave.isBusy}
                onClick={() => void leaveAs(shopId)}
                children={T.leave}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="session-join">
        {isAhead && <Join session={session} isBusy={join.isBusy} onJoin={(shopId) => void joinAs(shopId)} />}
        <FormError errors={join.errors} known={[]} />
        <FormError errors={leave.errors} known={[]} />
      </div>
    </Panel>
  );
}

/** Operators pick any shop; shop people have a button for each of theirs that is not in yet. */
function Join({
  session: { rooms },
  isBusy,
  onJoin,
}: {
  session: Session;
  isBusy: boolean;
  onJoin: (shopId: string) => void;
}) {
  const T = useLiveText();
  const me = useMe();
  const { isWhole } = usePlace();
  const shops = useRead('membership', 'listShops', {}, { enabled: isWhole });
  const inside = new Set(rooms.map(({ shopId }) => shopId));
  const open = (isWhole ? (shops.data?.rows ?? []) : me.shops).filter(({ shopId }) => !inside.has(shopId));
  if (open.length === 0) return null;
  if (isWhole) {
    return (
      <PickField
        label={T.addRoom}
        placeholder={T.pickShop}
        value={undefined}
        isLoading={isBusy}
        onChange={(shopId) => shopId !== undefined && onJoin(shopId)}
        options={open.map(({ shopId, name }) => ({ value: shopId, label: name, title: name }))}
      />
    );
  }
  return open.map(({ shopId, name }) => (
    <Button
      key={shopId}
      kind="soft"
      size="s"
      icon={Plus}
      isBusy={isBusy}
      onClick={() => onJoin(shopId)}
      children={T.joinAs(name)}
    />
  ));
}
