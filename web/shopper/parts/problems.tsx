import { FormProblem } from './form-problem.tsx';

/** Why an order was refused: one sentence for each thing that has to change. */
export function Problems({ texts }: { texts: readonly string[] }) {
  return texts.map((text) => <FormProblem key={text} text={text} />);
}
