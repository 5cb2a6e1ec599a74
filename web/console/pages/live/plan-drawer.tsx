import { useState } from 'react';
import type { FormErrors } from '../../../kit/form-errors.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { usePlace } from '../../parts/session.tsx';
import { useLivePlanText } from '../../texts/live-plan.ts';
import { LineUpFields } from './line-up-fields.tsx';
import { PlanFields } from './plan-fields.tsx';
import { type Plan, emptyPlan, planOf, wireItems } from './plan.ts';
import type { Session } from './session-types.ts';
import './plan.css';

const placeFields = ['hostShopId', 'roomShopIds'];
const planFields = ['title', 'hostMemberId', 'plannedEndAt', 'items'];

/** Schedules a new session. */
export function ScheduleDrawer({
  onClose,
  onScheduled,
}: {
  onClose: () => void;
  onScheduled: (sessionId: string) => void;
}) {
  const T = useLivePlanText();
  const { shopId } = usePlace();
  const [plan, setPlan] = useState(() => emptyPlan(shopId ?? ''));
  const act = useAct('live', 'scheduleSession', {
    onDone: ({ sessionId }) => {
      toast(T.scheduled);
      onScheduled(sessionId);
    },
  });
  return (
    <PlanForm
      title={T.schedule}
      verb={T.schedule}
      {...{ plan, onClose }}
      state={undefined}
      onChange={setPlan}
      errors={act.errors}
      isBusy={act.isBusy}
      onSave={(startsAt, plannedEndAt) =>
        void act.run({ ...plan, startsAt, plannedEndAt, items: wireItems(plan.items) })
      }
    />
  );
}

/** Changes the plan of a session that is ahead, or the line-up of one that runs. */
export function ChangePlanDrawer({ session, onClose }: { session: Session; onClose: () => void }) {
  const T = useLivePlanText();
  const [plan, setPlan] = useState(() => planOf(session));
  const act = useAct('live', 'updateSession', {
    onDone: () => {
      toast(T.saved);
      onClose();
    },
  });
  const { title, hostMemberId, items } = plan;
  const { sessionId } = session;
  return (
    <PlanForm
      title={T.change}
      verb={T.save}
      {...{ plan, onClose }}
      state={session.state === 'live' ? 'live' : 'scheduled'}
      onChange={setPlan}
      errors={act.errors}
      isBusy={act.isBusy}
      onSave={(startsAt, plannedEndAt) =>
        void act.run({ sessionId, title, hostMemberId, startsAt, plannedEndAt, items: wireItems(items) })
      }
    />
  );
}

interface PlanFormProps {
  title: string;
  verb: string;
  plan: Plan;
  state: 'scheduled' | 'live' | undefined;
  onChange: (plan: Plan) => void;
  onClose: () => void;
  errors: FormErrors;
  isBusy: boolean;
  onSave: (startsAt: string, plannedEndAt: string) => void;
}

function PlanForm({ title, verb, plan, state, onChange, onClose, errors, isBusy, onSave }: PlanFormProps) {
  const missing = useMissing(plan);
  const { startsAt, plannedEndAt } = plan;
  const part = { plan, errors, state, change: (next: Partial<Plan>) => onChange({ ...plan, ...next }) };
  const known = [
    ...planFields,
    ...(state === undefined ? placeFields : []),
    ...(state === 'live' ? [] : ['startsAt']),
  ];
  return (
    <FormDrawer
      onClose={onClose}
      title={title}
      save={verb}
      isBusy={isBusy}
      reason={missing}
      onSubmit={() => {
        if (startsAt !== undefined && plannedEndAt !== undefined) onSave(startsAt, plannedEndAt);
      }}
    >
      <PlanFields {...part} />
      <LineUpFields {...part} />
      <FormError errors={errors} known={known} />
    </FormDrawer>
  );
}

/** What has to be filled in before it can be sent. */
function useMissing({ title, hostMemberId, hostShopId, startsAt, plannedEndAt }: Plan): string | undefined {
  const T = useLivePlanText();
  if (title.trim() === '') return T.nameFirst;
  if (hostMemberId === '') return T.hostFirst;
  if (hostShopId === '') return T.shopFirst;
  return startsAt === undefined || plannedEndAt === undefined ? T.timesFirst : undefined;
}
