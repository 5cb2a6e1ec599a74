/** Without I, L, O and U: read aloud and typed without doubt (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 8;

/** A short code from the random end of a uuidv7: 40 bits, so that two links of an alliance hardly ever meet. */
export function shareCodeOf(uuid: string): string {
  let bits = BigInt(`0x${uuid.replaceAll('-', '').slice(-10)}`);
  let code = '';
  for (let i = 0; i < codeLength; i += 1) {
    code = letters[Number(bits % 32n)]! + code;
    bits /= 32n;
  }
  return code;
}

/** As a person may have typed it: small letters and the look-alikes that the alphabet leaves out. */
export function readShareCode(typed: string): string {
  return typed.trim().toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}
