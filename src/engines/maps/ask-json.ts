/** One request to a road service; a body makes it a POST. */
export type AskJson = (url: URL, body?: unknown) => Promise<unknown>;

const timeoutMs = 8_000;
const answerBytesMax = 4_000_000;
const ownHosts =
  /^(localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|\[::1\]|[a-z][a-z0-9-]*)$/;

/**
 * The address a road service is configured at: https, or http within one's own network. Nothing a user sends is ever
 * part of a host.
 *
 * @throws Error for another scheme, or a password in the address
 */
export function readServiceUrl(text: string): URL {
  const url = new URL(text);
  const isOwn = url.protocol === 'http:' && ownHosts.test(url.hostname);
  if (url.protocol !== 'https:' && !isOwn)
    throw new Error('LIANBO_MAPS_URL must be an https address, or http in your own network');
  if (url.username || url.password) throw new Error('LIANBO_MAPS_URL must not carry a password');
  return url;
}

/** Asks only the configured origin, follows no redirect, waits some seconds, reads some megabytes at most. */
export function askWithin(origin: string): AskJson {
  return async (url, body) => {
    if (url.origin !== origin) throw new Error('A road service is asked at its own address alone');
    const answer = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && {
        ...{ method: 'POST', body: JSON.stringify(body) },
        headers: { 'content-type': 'application/json' },
      }),
    });
    const text = await readUpTo(answer, answerBytesMax);
    if (!answer.ok) throw new Error(`The road service answered ${answer.status}`);
    return JSON.parse(text);
  };
}

async function readUpTo(answer: Response, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > most) throw new Error('The road service answered too much');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
