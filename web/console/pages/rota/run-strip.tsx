import { CalendarCheck, LoaderCircle, Wand2, Wrench } from 'lucide-react';
import { Button } from '../../../kit/parts/button.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { useRotaText } from '../../texts/rota.ts';
import type { Rota, Run } from './shapes.ts';

/** The last planning in words, and the two buttons that ask for another. */
export function RunStrip({ rota, day, mayPlan }: { rota: Rota; day: string; mayPlan: boolean }) {
  const T = useRotaText();
  const act = useAct('rota', 'planRota', { renews: ['rota'] });
  const { run } = rota;
  const isPlanning = run?.state === 'waiting' || run?.state === 'running';
  async function ask(keepsPlan: boolean): Promise<void> {
    const asked = await act.run({ day, keepsPlan });
    if (asked === undefined) toast(act.errors.fields['day'] ?? act.errors.form ?? T.failed);
  }
  const reason = rota.slots.length === 0 ? T.empty : rota.hosts.length === 0 ? T.emptyHost : undefined;
  const button = { size: 's' as const, isBusy: act.isBusy || isPlanning, reason: undefined };
  return (
    <>
      <p className="rota-run" role="status" data-state={run?.state ?? 'none'}>
        {run !== null && <RunWords run={run} />}
      </p>
      {mayPlan && reason === undefined && (
        <>
          <Button {...button} kind="line" icon={Wrench} onClick={() => void ask(true)}>
            {T.mend}
          </Button>
          <Button {...button} icon={Wand2} onClick={() => void ask(false)}>
            {T.plan}
          </Button>
        </>
      )}
    </>
  );
}

function RunWords({ run }: { run: Run }) {
  const T = useRotaText();
  if (run.state === 'waiting' || run.state === 'running')
    return (
      <>
        <Icon as={LoaderCircle} size={16} /> {T.planning}
      </>
    );
  if (run.state !== 'done') return T[run.state];
  const gap = run.value && run.bound !== null ? ((run.bound - run.value) / run.value) * 100 : 0;
  const words = [
    T.done(run.given ?? 0, run.slots ?? 0),
    run.isProven ? T.proven : T.gap(gap.toFixed(2)),
    ...(run.keepsPlan ? [T.changed(run.changes ?? 0)] : []),
  ];
  return (
    <>
      <Icon as={CalendarCheck} size={16} /> {words.join(' · ')}
    </>
  );
}
