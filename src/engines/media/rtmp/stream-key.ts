/** The path an encoder publishes to: rtmp://host:port/live + stream key. */
export const rtmpApp = 'live';

/** What OBS calls a stream key: the stream and, as a query, its token. */
export function writeStreamKey(streamId: string, token: string): string {
  return `${streamId}?${token}`;
}

export function splitStreamKey(key: string): { streamId: string; query: string } {
  const at = key.indexOf('?');
  return at < 0 ? { streamId: key, query: '' } : { streamId: key.slice(0, at), query: key.slice(at + 1) };
}
