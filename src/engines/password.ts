import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. Memory in KiB. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const saltBytes = 16;
const tagBytes = 32;
/** A stored hash may not ask for more than this, whoever wrote it. */
const costMax = { memory: 1_048_576, passes: 16, parallelism: 16 } as const;

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

const runArgon2 = promisify(argon2);

/** Hashes off the event loop, about 25 ms; the result is in PHC string form and carries its own parameters. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const tag = await derive(password, salt, tagBytes, cost);
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/**
 * Whether the password made this hash. Null (a person without a password, or nobody) takes as long as a wrong
 * password and is false, so that the time of the answer does not tell who is a member.
 */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  const parsed = hash === null ? null : parse(hash);
  if (!parsed) {
    await derive(password, Buffer.alloc(saltBytes), tagBytes, cost);
    return false;
  }
  const tag = await derive(password, parsed.salt, parsed.tag.length, parsed.cost);
  return timingSafeEqual(tag, parsed.tag);
}

/** NFKC makes a password typed on another keyboard or input method the same one (RFC 8265). */
function derive(password: string, salt: Buffer, tagLength: number, { memory, passes, parallelism }: Cost) {
  const message = password.normalize('NFKC');
  return runArgon2('argon2id', { message, nonce: salt, tagLength, memory, passes, parallelism });
}

function parse(hash: string): { cost: Cost; salt: Buffer; tag: Buffer } {
  const match = phc.exec(hash);
  if (!match) throw new Error('A stored password hash is not argon2id in PHC form');
  const [, memory, passes, parallelism, salt, tag] = match;
  const asked: Cost = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  };
  for (const name of ['memory', 'passes', 'parallelism'] as const) {
    if (asked[name] > costMax[name])
      throw new Error(`A stored password hash asks for ${name} ${asked[name]}`);
  }
  return { cost: asked, salt: Buffer.from(salt!, 'base64'), tag: Buffer.from(tag!, 'base64') };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
