import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { Button } from '../../kit/parts/button.tsx';
import { FormError } from '../../kit/parts/form-error.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useAct } from '../../kit/use-api.ts';
import type { Stage } from '../parts/use-stage.ts';
import { useBackstageText } from '../texts/backstage.ts';
import { Monitor } from './monitor.tsx';

/** For the substitute while the host is on air, and for the host once somebody else went on. */
export function TakeOver({ stage: { session } }: { stage: Stage }) {
  const T = useBackstageText();
  const take = useAct('live', 'takeOver');
  async function run() {
    if ((await take.run({ sessionId: session.sessionId })) !== undefined) toast(T.taken);
  }
  return (
    <PhoneFrame>
      <TopBar title={session.title} back="/" />
      <main className="grid content-start gap-4 p-3">
        <div className="studio-picture h-[46dvh] rounded-xl">
          <Monitor session={session}>{null}</Monitor>
        </div>
        <h2 className="text-xl">{T.takeTitle(session.hostName)}</h2>
        <p className="text-ink-2">{T.takeNote}</p>
        <Button
          kind="now"
          size="l"
          isBlock
          isBusy={take.isBusy}
          onClick={() => void run()}
          children={T.take}
        />
        <FormError errors={take.errors} />
      </main>
    </PhoneFrame>
  );
}
