import type { RoutingServer } from './port.ts';

export interface VroomServerOptions {
  /** Where vroom-express (or anything that speaks VROOM's JSON) listens; https, or http on this machine. */
  readonly url: string;
  readonly timeoutMs?: number;
}

const timeoutMsDefault = 60_000;
/** More than any answer to the largest problem the routing engine takes. */
const answerBytesMax = 32 * 1024 * 1024;
const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Asks a VROOM server: POST of the problem, the solution in the answer. An error of VROOM's comes as JSON with a code
 * other than 0 and its text, with or without an HTTP status of its own.
 *
 * @throws TypeError when the address is not https (http only on this machine), or carries a password
 */
export function openVroomServer({ url, timeoutMs = timeoutMsDefault }: VroomServerOptions): RoutingServer {
  const target = new URL(url);
  const isLocal = target.protocol === 'http:' && localHosts.has(target.hostname);
  if (target.protocol !== 'https:' && !isLocal)
    throw new TypeError('The routing server must be at an https address');
  if (target.username || target.password)
    throw new TypeError('The address of the routing server must not carry a password');
  return {
    async solve(problem, signal) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const response = await fetch(target, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(problem),
        // A server that redirects could lead addresses of households anywhere.
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const answer = parse(await readText(response), response.status);
      const { code, error } = answer as { code?: unknown; error?: unknown };
      if (!response.ok || code !== 0)
        throw new Error(`The routing server says no (${response.status}): ${String(error ?? code)}`);
      return answer;
    },
  };
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of response.body ?? []) {
    text += decoder.decode(part, { stream: true });
    if (text.length > answerBytesMax) throw new Error('The answer of the routing server is too long');
  }
  return text + decoder.decode();
}

function parse(text: string, status: number): object {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (cause) {
    throw new Error(`The routing server answered ${status} without JSON`, { cause });
  }
  if (typeof answer !== 'object' || answer === null)
    throw new Error(`The routing server answered ${status} without an object`);
  return answer;
}
