import { toast } from '../../kit/parts/toast.tsx';
import { useAct } from '../../kit/use-api.ts';
import type { HostItem } from '../parts/host-items.ts';
import type { Stage } from '../parts/use-stage.ts';
import { useShowText } from '../texts/show.ts';

export interface Pin {
  /** Shows an item in every room; the toast takes it back. */
  show(item: HostItem): Promise<void>;
  isBusy: boolean;
}

export function usePin({ session: { sessionId }, pinnedId }: Stage): Pin {
  const T = useShowText();
  const act = useAct('live', 'pinItem');
  return {
    isBusy: act.isBusy,
    async show({ sessionItemId, item }) {
      const before = pinnedId;
      const done = await act.run({ sessionId, sessionItemId });
      if (done === undefined) return toast({ text: T.notShown, tone: 'warn' });
      toast({
        text: T.shown(item.name),
        onUndo: () => void act.run({ sessionId, sessionItemId: before }),
      });
    },
  };
}
