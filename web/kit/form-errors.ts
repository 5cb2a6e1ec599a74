import { ApiProblem } from './client/client.ts';

/** Errors of a form: one sentence a field, and one for the whole form where no field is to blame. */
export interface FormErrors {
  fields: Record<string, string>;
  form?: string;
}

export const noErrors: FormErrors = { fields: {} };

/** Better words for a refusal than the server's own, when the form knows more: how to fix it, and at which field. */
export type RefusalWords = Record<
  string,
  (data: Record<string, unknown>) => { field?: string; message: string }
>;

/**
 * Maps the API's problem to the fields of a form, keyed by path (`tiers.0.priceFen`). A refusal that names no field
 * stands over the form's button. A silent network says `otherwise`; so does a defect, with its request id to quote.
 */
export function formErrors(
  problem: ApiProblem['problem'],
  otherwise: string,
  words: RefusalWords = {},
): FormErrors {
  if (problem.kind === 'malformed') return malformedFields(problem.issues);
  if (problem.kind === 'offline') return { fields: {}, form: otherwise };
  if (problem.kind === 'defect') return { fields: {}, form: `${otherwise} (${problem.requestId})` };
  const said = words[problem.code]?.(problem.data);
  const field = said?.field ?? problem.field;
  const message = said?.message ?? problem.message;
  return field === null ? { fields: {}, form: message } : { fields: { [field]: message } };
}

function malformedFields(issues: readonly { path: string; message: string }[]): FormErrors {
  const fields: Record<string, string> = {};
  for (const { path, message } of issues) fields[path] ??= message;
  const { '': form, ...rest } = fields;
  return form === undefined ? { fields: rest } : { fields: rest, form };
}

/** The same for what a call threw; anything but an answer of the API is a defect of ours and goes on up. */
export function formErrorsOf(thrown: unknown, otherwise: string, words: RefusalWords = {}): FormErrors {
  if (thrown instanceof ApiProblem) return formErrors(thrown.problem, otherwise, words);
  throw thrown;
}
