import { Activity } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { type Out, useAct, useRead } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { Facts } from '../../parts/facts.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useLiveVideoText } from '../../texts/live-video.ts';

type Setup = Out<'live', 'getMediaSetup'>;
type Check = Out<'live', 'checkMedia'>['checks'][number];

/** What live video is made of here, and whether it works: tried when asked, never guessed. */
export function MediaCheckPage() {
  const T = useLiveVideoText();
  const setup = useRead('live', 'getMediaSetup', {});
  const [checks, setChecks] = useState<readonly Check[]>();
  const columns = useColumns();
  // Nothing is stored, so nothing is read anew.
  const check = useAct('live', 'checkMedia', { renews: [], onDone: (done) => setChecks(done.checks) });
  return (
    <ConsolePage title={T.title} note={T.note}>
      <div className="filter-bar">
        <span className="filter-end">
          <Button
            size="s"
            icon={Activity}
            isBusy={check.isBusy}
            busyText={T.checking}
            onClick={() => void check.run({})}
            children={checks === undefined ? T.check : T.again}
          />
        </span>
      </div>
      <FormError errors={check.errors} known={[]} />
      {checks !== undefined && (
        <ListTable
          label={T.results}
          columns={columns}
          rows={checks}
          rowKey={({ name }) => name}
          onRetry={() => void check.run({})}
          empty={{ text: T.failed }}
        />
      )}
      <Panel title={T.setup}>
        {setup.isError ? (
          <ErrorState onRetry={() => void setup.refetch()} />
        ) : setup.data === undefined ? (
          <Loading>
            <Skeleton h={88} />
          </Loading>
        ) : (
          <SetupFacts setup={setup.data} />
        )}
      </Panel>
    </ConsolePage>
  );
}

const tones = { ok: 'ok', failed: 'bad', off: 'plain' } as const;

function useColumns(): Column<Check>[] {
  const T = useLiveVideoText();
  return [
    { key: 'what', title: T.what, cell: ({ name }) => <b>{T.checks[name]}</b> },
    {
      key: 'state',
      title: T.state,
      cell: ({ state }) => <Tag tone={tones[state]}>{T.states[state]}</Tag>,
    },
    {
      key: 'took',
      title: T.took,
      isNumber: true,
      cell: ({ state, millis }) => (state === 'off' ? '' : T.millis(millis)),
    },
    { key: 'detail', title: T.detail, cell: ({ detail }) => <span className="quiet">{detail}</span> },
  ];
}

function SetupFacts({ setup }: { setup: Setup }) {
  const T = useLiveVideoText();
  const { server, rtmpPort, httpPort, isRecording, pushUrl, playUrl, hookPath } = setup;
  return (
    <Facts
      of={[
        [T.server, T.servers[server]],
        [T.rtmp, rtmpPort === null ? T.rtmpOff : `rtmp://${location.hostname}:${rtmpPort}/live`],
        [T.mediaPort, httpPort ?? T.none],
        [T.recording, isRecording ? T.recordingOn : T.recordingOff],
        [T.push, pushUrl],
        [T.play, playUrl],
        [T.hook, hookPath && location.origin + hookPath],
      ]}
    />
  );
}
