import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { WireInput, WireOutput } from '../../../../contract/endpoint.ts';
import type { catalog } from '../../../../contract/catalog.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { RadioGroup } from '../../../kit/parts/choices.tsx';
import { Go } from '../../../kit/parts/go.tsx';
import { GoodsPicture } from '../../../kit/parts/goods-picture.tsx';
import { TextField } from '../../../kit/parts/inputs.tsx';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { GoodsLabel } from '../../parts/goods-name.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { mayDo, useMe } from '../../parts/session.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { useCategoryText } from '../../texts/categories.ts';

type Category = WireOutput<typeof catalog.addCategory>;
type Ground = Category['ground'];
const grounds: readonly Ground[] = ['leaf', 'fruit', 'grain', 'milk', 'bake', 'care', 'sea'];

/** Categories: they give items their number, their ground and their place in the shop. */
export function CategoriesPage() {
  const T = useCategoryText();
  const mayWrite = mayDo(useMe(), 'catalogue');
  const list = useRead('catalog', 'listCategories', {});
  const [isAdding, setAdding] = useState(false);
  return (
    <ConsolePage title={T.title} note={list.data && T.count(list.data.rows.length)}>
      <div className="filter-bar">
        <p className="quiet">{T.intro}</p>
        {mayWrite && (
          <span className="filter-end">
            <Button size="s" icon={Plus} onClick={() => setAdding(true)}>
              {T.add}
            </Button>
          </span>
        )}
      </div>
      <ListTable
        label={T.title}
        columns={useColumns()}
        rows={list.data?.rows}
        rowKey={({ code }) => code}
        isError={list.isError}
        onRetry={() => void list.refetch()}
        empty={{ text: T.none }}
      />
      {isAdding && <AddCategory onClose={() => setAdding(false)} />}
    </ConsolePage>
  );
}

function useColumns(): Column<Category>[] {
  const T = useCategoryText();
  return [
    {
      key: 'name',
      title: T.name,
      cell: (category) => (
        <Go to={`/goods?category=${category.code}`}>
          <GoodsLabel pictureKey="" ground={category.ground} title={category.name} />
        </Go>
      ),
    },
    {
      key: 'number',
      title: T.number,
      cell: ({ number }) => <span className="lb-num code">LB-{number}</span>,
    },
    { key: 'code', title: T.code, cell: ({ code }) => <span className="quiet">{code}</span> },
    { key: 'ground', title: T.ground, cell: ({ ground }) => T.grounds[ground] },
  ];
}

function AddCategory({ onClose }: { onClose: () => void }) {
  const T = useCategoryText();
  const [draft, setDraft] = useState<WireInput<typeof catalog.addCategory>>({
    name: '',
    code: '',
    ground: 'leaf',
  });
  const act = useAct('catalog', 'addCategory', {
    onDone: () => {
      toast(T.added);
      onClose();
    },
  });
  return (
    <FormDrawer
      onClose={onClose}
      title={T.add}
      save={T.save}
      isBusy={act.isBusy}
      onSubmit={() => void act.run(draft)}
    >
      <TextField
        label={T.name}
        value={draft.name}
        onChange={(name) => setDraft({ ...draft, name })}
        error={act.errors.fields['name']}
        isRequired
      />
      <TextField
        label={T.code}
        value={draft.code}
        onChange={(code) => setDraft({ ...draft, code })}
        error={act.errors.fields['code']}
        hint={T.codeHint}
        isRequired
      />
      <RadioGroup
        label={T.ground}
        isWide
        value={draft.ground}
        onChange={(ground) => setDraft({ ...draft, ground })}
        choices={grounds.map((ground) => ({
          value: ground,
          label: (
            <span className="picture-option">
              <GoodsPicture pictureKey="" ground={ground} size={28} radius={7} />
              {T.grounds[ground]}
            </span>
          ),
        }))}
      />
      <FormError errors={act.errors} known={['name', 'code', 'ground']} />
    </FormDrawer>
  );
}
