import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import type { Item } from '../../parts/goods-name.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { useItemText } from '../../texts/items.ts';
import { type ItemDraft, draftOfItem, newDraft, wireItem } from './item-draft.ts';
import { ItemFields } from './item-fields.tsx';
import { ItemPicture } from './item-picture.tsx';

const formId = 'item-form';

/** An item to change (`id`), or a new one (`new`). Closed while there is none. */
export function ItemDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const isNew = id === 'new';
  const read = useRead(
    'catalog',
    'getItem',
    { variantId: id ?? '' },
    { enabled: id !== undefined && !isNew },
  );
  return (
    <ItemForm
      key={isNew ? 'new' : (read.data?.updatedAt ?? id)}
      isOpen={id !== undefined}
      item={isNew ? undefined : read.data}
      isNew={isNew}
      isError={read.isError}
      onRetry={() => void read.refetch()}
      onClose={onClose}
    />
  );
}

interface ItemFormProps {
  isOpen: boolean;
  item: Item | undefined;
  isNew: boolean;
  isError: boolean;
  onRetry: () => void;
  onClose: () => void;
}

function ItemForm({ isOpen, item, isNew, isError, onRetry, onClose }: ItemFormProps) {
  const T = useItemText();
  const [draft, setDraft] = useState<ItemDraft>(() => (item ? draftOfItem(item) : newDraft));
  const onDone = () => {
    toast(T.saved);
    onClose();
  };
  const add = useAct('catalog', 'addItem', { onDone });
  const update = useAct('catalog', 'updateItem', { onDone });
  const act = isNew ? add : update;
  const isReady = isNew || item !== undefined;
  return (
    <Drawer
      isOpen={isOpen}
      onClose={onClose}
      title={isNew ? T.newItem : T.changeItem}
      foot={
        <>
          <Button kind="line" size="s" onClick={onClose}>
            {T.cancel}
          </Button>
          <Button type="submit" size="s" {...{ form: formId }} isBusy={act.isBusy} disabled={!isReady}>
            {T.save}
          </Button>
        </>
      }
    >
      {!isReady && isError && <ErrorState onRetry={onRetry} />}
      {!isReady && !isError && (
        <Loading>
          <Skeleton h={80} />
          <Skeleton h={300} />
        </Loading>
      )}
      {isReady && (
        <form
          id={formId}
          className="form"
          data-density="compact"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const fields = wireItem(draft);
            if (item === undefined) void add.run(fields);
            else void update.run({ ...fields, variantId: item.variantId, status: draft.status });
          }}
        >
          {item && <ItemPicture item={item} />}
          <ItemFields draft={draft} onChange={setDraft} errors={act.errors} isNew={isNew} />
        </form>
      )}
    </Drawer>
  );
}
