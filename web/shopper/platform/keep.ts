/** Small things this device remembers. Other platforms keep them elsewhere. */
const prefix = 'lianbo.shopper.';

export function kept<Value>(name: string): Value | undefined {
  const text = localStorage.getItem(prefix + name);
  return text === null ? undefined : (JSON.parse(text) as Value);
}

/** Undefined forgets it. */
export function keep(name: string, value: unknown): void {
  if (value === undefined) localStorage.removeItem(prefix + name);
  else localStorage.setItem(prefix + name, JSON.stringify(value));
}

/** A random name for this device, so that a visit is counted once. */
export function visitorKey(): string {
  const known = kept<string>('visitor');
  if (known !== undefined) return known;
  const fresh = crypto.randomUUID();
  keep('visitor', fresh);
  return fresh;
}
