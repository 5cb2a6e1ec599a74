import { useState } from 'react';
import { Switch } from '../../../kit/parts/choices.tsx';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { useSupplierText } from '../../texts/suppliers.ts';
import type { Supplier } from './shapes.ts';
import { draftOfSupplier } from './supplier-draft.ts';
import { SupplierFields } from './supplier-fields.tsx';

const known = ['name', 'contactName', 'phone', 'licenceNumber', 'licenceUntil', 'leadHours', 'lng', 'lat'];

/** A supplier to change, or a new one; a new one stands at the alliance's place until told otherwise. */
export function SupplierDrawer({
  supplier,
  onClose,
}: {
  supplier: Supplier | undefined;
  onClose: () => void;
}) {
  const T = useSupplierText();
  const alliance = useRead('membership', 'getAlliance', {});
  const [draft, setDraft] = useState(() => draftOfSupplier(supplier, alliance.data));
  const onDone = () => {
    toast(T.saved);
    onClose();
  };
  const words = { 'supplier-name-taken': () => ({ field: 'name', message: T.nameTaken }) };
  const add = useAct('supply', 'addSupplier', { onDone, words });
  const update = useAct('supply', 'updateSupplier', { onDone, words });
  const { errors, isBusy } = supplier === undefined ? add : update;
  function save() {
    const { isActive, leadHours = 0, ...fields } = draft;
    if (supplier === undefined) void add.run({ ...fields, leadHours });
    else {
      const { supplierId } = supplier;
      void update.run({ ...fields, leadHours, supplierId, status: isActive ? 'active' : 'paused' });
    }
  }
  return (
    <FormDrawer
      onClose={onClose}
      title={supplier?.name ?? T.add}
      save={T.save}
      isBusy={isBusy}
      onSubmit={() => {
        save();
      }}
    >
      <SupplierFields draft={draft} onChange={setDraft} errors={errors.fields} />
      {supplier && (
        <Switch isChecked={draft.isActive} onChange={(isActive) => setDraft({ ...draft, isActive })}>
          {T.isActive}
        </Switch>
      )}
      <FormError errors={errors} known={known} />
    </FormDrawer>
  );
}
