import { Sheet } from '../../kit/parts/modal.tsx';
import { Loading, Skeleton } from '../../kit/parts/states.tsx';
import type { Stage } from '../parts/use-stage.ts';
import { useFunnelText } from '../texts/funnel.ts';
import { Figures } from './figures.tsx';

export function FunnelSheet({
  isOpen,
  onClose,
  stage: { funnel },
}: {
  isOpen: boolean;
  onClose: () => void;
  stage: Stage;
}) {
  const T = useFunnelText();
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title={T.title}>
      <div className="grid gap-4">
        {funnel ? (
          <Figures funnel={funnel} isOver={false} />
        ) : (
          <Loading>
            <Skeleton h={220} r={14} />
          </Loading>
        )}
      </div>
    </Sheet>
  );
}
