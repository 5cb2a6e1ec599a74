import { CircleAlert } from 'lucide-react';
import type { FormErrors } from '../form-errors.ts';
import { Icon } from './icon.tsx';

/** What is wrong with the form as a whole; also every field error that no shown field (`known`) says. */
export function FormError({ errors, known = [] }: { errors: FormErrors; known?: readonly string[] }) {
  const orphans = Object.entries(errors.fields)
    .filter(([path]) => !known.some((field) => path === field || path.startsWith(`${field}.`)))
    .map(([, message]) => message);
  const words = [...(errors.form === undefined ? [] : [errors.form]), ...new Set(orphans)];
  if (words.length === 0) return null;
  return (
    <p className="lb-field-error" role="alert">
      <Icon as={CircleAlert} size={14} />
      {words.join(' ')}
    </p>
  );
}
