/** Where to connect: a path of the site, or a function that asks for a fresh one (tokens expire). */
export type DoorSource = string | (() => Promise<string>);

/** The path behind a door. Rejects as the asking function does. */
export async function pathOf(source: DoorSource): Promise<string> {
  return typeof source === 'string' ? source : source();
}

/** The WebSocket address of a path of the site. */
export function socketUrl(path: string): string {
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  return url.href;
}

/** A socket that neither opens nor fails for so long hangs at a dead proxy: it is closed, which the caller hears. */
const openPatienceMs = 8_000;

/** A WebSocket to that address that opens soon or closes. */
export function openSocket(url: string): WebSocket {
  const socket = new WebSocket(url);
  const timer = setTimeout(() => socket.close(), openPatienceMs);
  socket.addEventListener('open', () => clearTimeout(timer));
  socket.addEventListener('close', () => clearTimeout(timer));
  return socket;
}

const firstRetryMs = 250;
const longestRetryMs = 4_000;

/** Waiting time before the nth try, with a spread so that a street does not come back in one moment. */
export function retryDelayMs(failures: number, random: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** failures) * (0.5 + random / 2);
}
