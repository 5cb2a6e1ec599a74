/** Values a refusal may carry to the person: plain, small, safe to show. */
export type RefusalData = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A business "no": declared in the contract, thrown by rules, acts and stores, mapped to one HTTP status at the door.
 * `field` names the input field at fault when there is one, so that the page can put the text beside it.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly data: RefusalData;
  readonly field: string | null;

  constructor(code: string, data: RefusalData = {}, field: string | null = null) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.data = data;
    this.field = field;
  }
}

/** Throws the refusal unless the condition holds. */
export function refuseUnless(
  condition: unknown,
  code: string,
  data?: RefusalData,
  field?: string,
): asserts condition {
  if (!condition) throw new Refusal(code, data, field ?? null);
}
