import { useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { FormError } from '../../kit/parts/form-error.tsx';
import { TextArea } from '../../kit/parts/inputs.tsx';
import { Sheet } from '../../kit/parts/modal.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useAct, useRead } from '../../kit/use-api.ts';
import { bannedIn } from '../parts/banned.ts';
import { scriptVariables } from '../parts/fill-script.ts';
import type { HostItem } from '../parts/host-items.ts';
import { useBackstageText } from '../texts/backstage.ts';
import { useChatText } from '../texts/chat.ts';

const scriptMax = 2_000;
const pointsMax = 8;

/** What to say about an item, warned of banned words while it is typed. */
export function ScriptSheet({
  isOpen,
  onClose,
  sessionId,
  item,
}: {
  isOpen: boolean;
  onClose: () => void;
  sessionId: string;
  item: HostItem;
}) {
  const T = useBackstageText();
  const C = useChatText();
  const [script, setScript] = useState(item.script);
  const [points, setPoints] = useState(item.sellingPoints.join('\n'));
  const words = useRead('live', 'listBannedWords', {}, { enabled: isOpen });
  const act = useAct('live', 'writeScript');
  const rows = words.data?.rows ?? [];
  const warn = (text: string) => {
    const banned = bannedIn(text, rows);
    return banned && C.banned(banned.word, banned.suggestion);
  };
  async function save() {
    const lines = points.split('\n').map((point) => point.trim());
    const sellingPoints = lines.filter((point) => point !== '').slice(0, pointsMax);
    const { sessionItemId } = item;
    if ((await act.run({ sessionId, sessionItemId, script, sellingPoints })) === undefined) return;
    toast(T.saved);
    onClose();
  }
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={T.scriptTitle(item.item.name)}
      foot={<Button size="l" isBlock isBusy={act.isBusy} onClick={() => void save()} children={T.save} />}
    >
      <div className="grid gap-3">
        <TextArea
          label={T.scriptLabel}
          hint={T.scriptHint}
          rows={5}
          maxLength={scriptMax}
          value={script}
          onChange={setScript}
          error={warn(script) ?? act.errors.fields['script']}
        />
        <div className="flex flex-wrap gap-2">
          {scriptVariables.map((name) => (
            <Button
              key={name}
              kind="soft"
              aria-label={T.insert(T.variables[name])}
              onClick={() => setScript(`${script}{${name}}`)}
            >
              {T.variables[name]}
            </Button>
          ))}
        </div>
        <TextArea
          label={T.points}
          value={points}
          onChange={setPoints}
          error={warn(points) ?? act.errors.fields['sellingPoints']}
        />
        <FormError errors={act.errors} known={['script', 'sellingPoints']} />
      </div>
    </Sheet>
  );
}
