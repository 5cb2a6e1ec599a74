import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { TextField } from '../../../kit/parts/inputs.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { type Out, useAct } from '../../../kit/use-api.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { useBannedWordsText } from '../../texts/banned-words.ts';

export type BannedWord = Out<'live', 'listBannedWords'>['rows'][number];

const longestWord = 20;
const longestSuggestion = 60;

/** Adds a word, changes what to say instead, or takes it off the list; that can be undone. */
export function WordDrawer({ known, onClose }: { known: BannedWord | undefined; onClose: () => void }) {
  const T = useBannedWordsText();
  const [word, setWord] = useState(known?.word ?? '');
  const [suggestion, setSuggestion] = useState(known?.suggestion ?? '');
  const put = useAct('live', 'putBannedWord');
  const take = useAct('live', 'removeBannedWord');
  async function save() {
    if ((await put.run({ word, suggestion })) === undefined) return;
    toast(T.saved);
    onClose();
  }
  async function remove(gone: BannedWord) {
    if ((await take.run({ word: gone.word })) === undefined) return;
    toast({ text: T.removed, onUndo: () => void put.run(gone) });
    onClose();
  }
  const { errors } = put;
  return (
    <FormDrawer
      title={known ? T.change : T.add}
      save={T.save}
      isBusy={put.isBusy}
      reason={word.trim() === '' && T.wordFirst}
      beside={
        known && (
          <Button
            kind="danger"
            size="s"
            isBusy={take.isBusy}
            onClick={() => void remove(known)}
            children={T.remove}
          />
        )
      }
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <TextField
        label={T.word}
        hint={T.wordHint}
        maxLength={longestWord}
        value={word}
        onChange={setWord}
        // The word is its own key: another word is another entry.
        disabled={known !== undefined}
        error={errors.fields['word']}
        isRequired
      />
      <TextField
        label={T.suggestion}
        hint={T.suggestionHint}
        maxLength={longestSuggestion}
        value={suggestion}
        onChange={setSuggestion}
        error={errors.fields['suggestion']}
      />
      <FormError errors={errors} known={['word', 'suggestion']} />
      <FormError errors={take.errors} known={[]} />
    </FormDrawer>
  );
}
