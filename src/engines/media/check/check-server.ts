import { asksUs } from '../servers/addresses.ts';
import type { ServerConfig } from '../servers/server.ts';
import type { ShownThrough } from '../servers/show-through.ts';
import type { MediaCheck } from '../port.ts';
import { attempt, fetchStart, notConfigured, until } from './trial.ts';

const watcher = { roomId: 'check', memberId: 'check' };

/** Whether the media server takes the trial's stream, asks for leave, shows it, and refuses who may not. */
export async function checkServer(
  media: ShownThrough,
  { kind, playKey }: ServerConfig,
  streamId: string,
): Promise<MediaCheck[]> {
  const push = await attempt('server-push', () =>
    until(() => {
      const { note } = media.forwardOf(streamId);
      if (note?.state === 'broken') throw new Error(note.reason);
      return note?.state === 'open';
    }),
  );
  // Without the stream there is nothing to ask about and nothing to see.
  if (push.state === 'failed') return [push];
  const { path } = media.playback({ streamId }, watcher);
  return [
    push,
    asksUs(kind)
      ? await attempt('server-callback', () => until(() => media.forwardOf(streamId).wasAsked))
      : notConfigured('server-callback'),
    await attempt('server-play', () => until(async () => isPlaylist(await fetchStart(path)))),
    asksUs(kind) || playKey !== null
      ? await attempt('server-forged', async () => {
          const answer = await fetchStart(forge(path));
          if (isPlaylist(answer)) throw new Error(`HTTP ${answer.status}`);
          return `HTTP ${answer.status}`;
        })
      : notConfigured('server-forged', 'LIANBO_MEDIA_PLAY_KEY'),
  ];
}

function isPlaylist({ status, bytes }: { status: number; bytes: Buffer }): boolean {
  return status === 200 && bytes.includes('#EXTM3U');
}

/** Another last letter of the signature, whichever kind it is. */
function forge(address: string): string {
  return address.replace(
    /((?:sign|txSecret|auth_key)=[\w-]*?)([\w-])(?=[&/]|$)/,
    (_, rest: string, last: string) => {
      return rest + (last === '0' ? '1' : '0');
    },
  );
}
