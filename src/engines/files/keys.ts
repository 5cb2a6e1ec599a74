const keyCharsMax = 200;
const segment = /^[a-z0-9_][a-z0-9._-]*$/;

/** Keys come from our own code, but a door hands them on from a URL: nothing may climb out of the folder. */
export function isSafeKey(key: string): boolean {
  return (
    key.length <= keyCharsMax && key.split('/').every((part) => segment.test(part) && !part.includes('..'))
  );
}
