import { useState } from 'react';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { TextField } from '../../../kit/parts/inputs.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useFormat } from '../../../kit/format/use-format.ts';
import { type Row, useAct, useRead } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useSearch } from '../../parts/use-search.ts';
import { useHostsText } from '../../texts/hosts.ts';

type Host = Row<'live', 'listHostIdentities'>;

/** Whose papers an operator has seen: without that nobody goes live. */
export function HostsPage() {
  const T = useHostsText();
  const { get, set } = useSearch();
  const read = useRead('live', 'listHostIdentities', {});
  const opened = read.data?.rows.find(({ memberId }) => memberId === get('host'));
  return (
    <ConsolePage title={T.title} note={T.note}>
      <ListTable
        label={T.title}
        columns={useColumns()}
        rows={read.data?.rows}
        rowKey={({ memberId }) => memberId}
        onOpen={({ memberId }: Host) => set({ host: memberId }, { push: true })}
        openKey={opened?.memberId}
        isError={read.isError}
        onRetry={() => void read.refetch()}
        empty={{ text: T.none }}
      />
      {opened && (
        <IdentityDrawer key={opened.memberId} host={opened} onClose={() => set({ host: undefined })} />
      )}
    </ConsolePage>
  );
}

function useColumns(): Column<Host>[] {
  const T = useHostsText();
  const F = useFormat();
  return [
    { key: 'name', title: T.name, cell: ({ name }) => <b>{name}</b> },
    {
      key: 'state',
      title: T.state,
      cell: ({ checkedAt }) =>
        checkedAt === null ? (
          <Tag tone="honey">{T.unchecked}</Tag>
        ) : (
          <Tag tone="ok">{T.checked(F.day(checkedAt))}</Tag>
        ),
    },
    { key: 'birthOn', title: T.birthOn, cell: ({ birthOn }) => birthOn ?? '—' },
  ];
}

function IdentityDrawer({ host, onClose }: { host: Host; onClose: () => void }) {
  const T = useHostsText();
  const [realName, setRealName] = useState(host.name);
  const [birthOn, setBirthOn] = useState(host.birthOn ?? '');
  const check = useAct('live', 'checkHostIdentity');
  async function save() {
    if ((await check.run({ memberId: host.memberId, realName, birthOn })) === undefined) return;
    toast(T.saved);
    onClose();
  }
  const { errors } = check;
  return (
    <FormDrawer
      title={T.open}
      save={T.save}
      isBusy={check.isBusy}
      reason={(realName.trim() === '' || birthOn === '') && T.needed}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <TextField
        label={T.realName}
        value={realName}
        onChange={setRealName}
        error={errors.fields['realName']}
        isRequired
      />
      <TextField
        type="date"
        label={T.birthOn}
        value={birthOn}
        onChange={setBirthOn}
        error={errors.fields['birthOn']}
        isRequired
      />
      <FormError errors={errors} known={['realName', 'birthOn']} />
    </FormDrawer>
  );
}
