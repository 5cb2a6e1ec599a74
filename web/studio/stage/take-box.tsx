import { moneyParts } from '../../kit/format/money.ts';
import { useFormat } from '../../kit/format/use-format.ts';
import type { Stage } from '../parts/use-stage.ts';
import { useStageText } from '../texts/stage.ts';

/** People, takings, my share: over the lower right corner of the picture; opens the figures. */
export function TakeBox({ stage: { viewers, funnel }, onOpen }: { stage: Stage; onOpen: () => void }) {
  const T = useStageText();
  const F = useFormat();
  return (
    <button type="button" className="studio-take" onClick={onOpen}>
      <span className="block text-sm">{T.take(F.count(viewers))}</span>
      {funnel && (
        <>
          <span className="lb-num block text-[24px]/[1.15]">¥{moneyParts(funnel.gmvFen).yuan}</span>
          <span className="block text-sm text-honey-700">{T.earning(F.money(funnel.hostEarningFen))}</span>
        </>
      )}
    </button>
  );
}
