import type { Endpoint } from '../../contract/endpoint.ts';
import type { Person } from './people.ts';
import type { Stand } from './find-holes.ts';
import { carrierOf, type Input } from './wrong-input.ts';

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** A request as bytes on the wire could have it: nothing is encoded away that a stranger could send. */
export async function sendRaw(
  { site, both }: Stand,
  endpoint: Endpoint,
  person: Person | undefined,
  request: {
    readonly input: Input;
    readonly body?: string | Buffer;
    readonly headers?: Record<string, string>;
  },
): Promise<RawAnswer> {
  const { input, body, headers } = request;
  const { slug } = both.home.founded;
  const by = (carrier: string) =>
    Object.entries(input).filter(([name]) => carrierOf(endpoint, name) === carrier);
  const path = endpoint.path.replace(/:(\w+)/g, (_hole, name: string) => asUrl(input[name]));
  const query = by('query')
    .flatMap(([name, value]) => [value].flat().map((one) => `${asUrl(name)}=${asUrl(one)}`))
    .join('&');
  const payload = body ?? (endpoint.upload ? 'x' : JSON.stringify(Object.fromEntries(by('body'))));
  const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE';
  const answer = await site.app.app.inject({
    method: endpoint.method,
    url: query ? `${path}?${query}` : path,
    headers: {
      'x-lianbo-alliance': slug,
      ...(hasBody ? { 'content-type': endpoint.upload?.types[0] ?? 'application/json' } : {}),
      ...headers,
    },
    ...(person ? { cookies: { [`lianbo_${slug}`]: person.token } } : {}),
    ...(hasBody ? { payload } : {}),
  });
  return { status: answer.statusCode, text: answer.body };
}

/** Half a surrogate pair has no encoding in UTF-8: it goes out as the three bytes that some encoders make of it. */
function asUrl(value: unknown): string {
  const text = String(value);
  return [...text].map((one) => (one.isWellFormed() ? encodeURIComponent(one) : tornBytes(one))).join('');
}

function tornBytes(one: string): string {
  const code = one.charCodeAt(0);
  const bytes = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  return bytes.map((byte) => `%${byte.toString(16)}`).join('');
}
