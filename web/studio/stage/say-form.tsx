import { Send } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { SelectField, TextField } from '../../kit/parts/inputs.tsx';
import { useAct, useRead } from '../../kit/use-api.ts';
import { bannedIn } from '../parts/banned.ts';
import { FormError } from '../../kit/parts/form-error.tsx';
import type { Stage } from '../parts/use-stage.ts';
import { useChatText } from '../texts/chat.ts';

const longest = 120;

/** The host types an answer into one room; a banned word is called while typing, before it is said. */
export function SayForm({ stage: { session } }: { stage: Stage }) {
  const T = useChatText();
  const [shopId, setShopId] = useState(session.hostShopId);
  const [text, setText] = useState('');
  const words = useRead('live', 'listBannedWords', {});
  const send = useAct('live', 'sendChat', { renews: [], onDone: () => setText('') });
  const banned = bannedIn(text, words.data?.rows ?? []);
  const warning = banned && T.banned(banned.word, banned.suggestion);
  return (
    <form
      className="grid w-full gap-2"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '' && banned === undefined)
          void send.run({ sessionId: session.sessionId, shopId, text });
      }}
    >
      {session.rooms.length > 1 && (
        <SelectField
          label={T.inRoom}
          isLabelUnseen
          value={shopId}
          onChange={setShopId}
          options={session.rooms.map((room) => ({ value: room.shopId, label: room.shopName }))}
        />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
        <TextField
          label={T.say}
          isLabelUnseen
          placeholder={T.placeholder}
          maxLength={longest}
          value={text}
          onChange={setText}
          error={warning ?? send.errors.fields['text']}
        />
        <IconButton
          type="submit"
          kind="soft"
          icon={Send}
          label={T.send}
          iconSize={20}
          disabled={text.trim() === '' || banned !== undefined || send.isBusy}
        />
      </div>
      <FormError errors={send.errors} known={['text']} />
    </form>
  );
}
