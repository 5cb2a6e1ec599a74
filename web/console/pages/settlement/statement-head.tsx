import { Dropdown } from 'antd';
import { Check, MessageSquareWarning, Printer } from 'lucide-react';
import { useState } from 'react';
import { formErrorsOf } from '../../../kit/form-errors.ts';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { names } from '../../../kit/parts/names.ts';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { saveFile } from '../../parts/fetch-file.ts';
import { PartyIcon } from '../../parts/party-icon.tsx';
import { StatementTag } from '../../parts/statement-tag.tsx';
import { useSettlementText } from '../../texts/settlement.ts';
import { DisputeDrawer } from './dispute-drawer.tsx';
import type { Statement } from './shapes.ts';

/** Whose it is, how much, how far it has come, and what can be said to it. */
export function StatementHead({ statement }: { statement: Statement }) {
  const T = useSettlementText();
  const F = useFormat();
  const { party, number, fromDay, toDay, ruleVersion, dueFen, state, note, agreedAt } = statement;
  return (
    <section className="lb-card lb-panel statement-head">
      <div>
        <p className="statement-who">
          <PartyIcon party={party} />
          <b>{party.name}</b>
          <span className="quiet">
            {number} · {T.span(fromDay, toDay)} · {T.rulesOf(ruleVersion)}
          </span>
        </p>
        <p className="statement-due">
          <span className="quiet">{BigInt(dueFen) < 0n ? T.owed : T.due}</span>
          <span className="lb-num">{F.money(dueFen)}</span>
          <StatementTag state={state} />
          {agreedAt !== null && <span className="quiet">{T.agreedOn(F.moment(agreedAt))}</span>}
        </p>
        {state === 'disputed' && <p className="statement-note">{T.disputedWith(note)}</p>}
        <Steps statement={statement} />
      </div>
      <StatementActs statement={statement} />
    </section>
  );
}

function Steps({ statement: { state, booksSumFen } }: { statement: Statement }) {
  const T = useSettlementText();
  const isEven = booksSumFen === '0';
  const steps = [
    { key: 'made', isDone: state !== 'draft', isNow: state === 'draft' },
    { key: 'balanced', isDone: isEven, isNow: !isEven },
    { key: 'agreed', isDone: state === 'agreed', isNow: state === 'issued' || state === 'disputed' },
  ] as const;
  return (
    <ol className="statement-steps">
      {steps.map(({ key, isDone, isNow }) => (
        <li
          key={key}
          className={names(isDone && 'statement-step-done', isNow && 'statement-step-now')}
          aria-current={isNow ? 'step' : undefined}
        >
          {T.steps[key]}
        </li>
      ))}
    </ol>
  );
}

function StatementActs({ statement }: { statement: Statement }) {
  const T = useSettlementText();
  const F = useFormat();
  const [open, setOpen] = useState<'agree' | 'dispute'>();
  const { statementId, state, party, dueFen } = statement;
  const agree = useAct('settlement', 'agreeStatement', {
    renews: ['settlement', 'insight'],
    onDone() {
      setOpen(undefined);
      toast(T.agreed);
    },
  });
  return (
    <div className="statement-acts">
      {(state === 'issued' || state === 'disputed') && (
        <Button icon={Check} onClick={() => setOpen('agree')} children={T.agree} />
      )}
      {state === 'issued' && (
        <Button
          kind="line"
          size="s"
          icon={MessageSquareWarning}
          onClick={() => setOpen('dispute')}
          children={T.dispute}
        />
      )}
      <ExportMenu statement={statement} />
      <Confirm
        isOpen={open === 'agree'}
        onClose={() => setOpen(undefined)}
        title={T.agreeTitle}
        verb={T.agree}
        isBusy={agree.isBusy}
        errors={agree.errors}
        onConfirm={() => void agree.run({ statementId })}
      >
        <p>{T.agreeText(party.name, F.money(dueFen))}</p>
      </Confirm>
      <DisputeDrawer
        isOpen={open === 'dispute'}
        onClose={() => setOpen(undefined)}
        statementId={statementId}
      />
    </div>
  );
}

function ExportMenu({ statement: { statementId, number, party } }: { statement: Statement }) {
  const T = useSettlementText();
  const [isBusy, setBusy] = useState(false);
  async function save() {
    setBusy(true);
    try {
      await saveFile(`/api/statements/${statementId}/export`, {}, `${number} ${party.name}.xlsx`);
    } catch (thrown) {
      toast({ text: formErrorsOf(thrown, T.noFile).form ?? T.noFile, tone: 'warn' });
    } finally {
      setBusy(false);
    }
  }
  const items = [
    { key: 'print', label: T.print, onClick: () => print() },
    { key: 'xlsx', label: T.xlsx, onClick: () => void save() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button kind="line" size="s" icon={Printer} isBusy={isBusy} children={T.export} />
    </Dropdown>
  );
}
