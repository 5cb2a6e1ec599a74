import { CircleAlert } from 'lucide-react';
import { Icon } from '../../kit/parts/icon.tsx';

/** Why a form was not taken, where no field is to blame. Stands over its button. */
export function FormProblem({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p role="alert" className="flex gap-2 px-3 py-2 rounded-m text-sm text-bad bg-bad-bg">
      <Icon as={CircleAlert} size={18} />
      {text}
    </p>
  );
}
