import { CircleAlert } from 'lucide-react';
import type { FormErrors } from '../../kit/form-errors.ts';
import { Icon } from '../../kit/parts/icon.tsx';

/** Why an act did not work, where no field says it; `known` are the fields that do. */
export function FormError({ errors, known = [] }: { errors: FormErrors; known?: readonly string[] }) {
  const orphans = Object.entries(errors.fields).flatMap(([path, message]) =>
    known.includes(path) ? [] : [message],
  );
  const words = [...(errors.form === undefined ? [] : [errors.form]), ...new Set(orphans)];
  if (words.length === 0) return null;
  return (
    <p className="lb-field-error" role="alert">
      <Icon as={CircleAlert} size={14} />
      {words.join(' ')}
    </p>
  );
}
