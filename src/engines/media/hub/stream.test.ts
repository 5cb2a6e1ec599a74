import { beforeEach, describe, expect, test } from 'vitest';
import type { MediaEvent, MediaGrant } from '../port.ts';
import { picture, pictureMicros, RecordingLink, videoTrack } from './fixture.ts';
import { Hub } from './hub.ts';
import { reconnectGraceMillis, viewerQueueBytes, viewerStalledMillis } from './limits.ts';
import type { Stream } from './stream.ts';
import { closeCode } from './wire.ts';

const publisherGrant: MediaGrant = {
  action: 'publish',
  streamId: 's',
  roomId: '',
  memberId: 'host',
  issuedAtMillis: 0,
  expiresAtMillis: 1e9,
};

let events: MediaEvent[];
let hub: Hub;
let now: number;

beforeEach(() => {
  events = [];
  now = 0;
  hub = new Hub(
    (event) => events.push(event),
    () => now,
  );
});

function watch(roomId: string, memberId = ''): { link: RecordingLink; leave: () => void } {
  const link = new RecordingLink();
  const leave = hub.play({ ...publisherGrant, action: 'play', roomId, memberId }, link, now);
  if (leave === null) throw new Error('the hub is full');
  return { link, leave };
}

interface Host {
  readonly link: RecordingLink;
  readonly stream: Stream;
  /** Sends so many seconds of pictures, a key frame a second. */
  readonly send: (seconds: number, bytes?: number) => void;
}

function host(): Host {
  const link = new RecordingLink();
  const stream = hub.publish(publisherGrant, link);
  if (stream === null) throw new Error('the hub is full');
  stream.hear(link, { type: 'hello', audio: false }, now);
  stream.hear(link, { type: 'video', ...videoTrack }, now);
  let sent = 0;
  return {
    link,
    stream,
    send(seconds, bytes = 100) {
      for (let i = 0; i < seconds * 25; i += 1) {
        now += 40;
        stream.take(link, picture(sent * pictureMicros, sent % 25 === 0, bytes), now);
        sent += 1;
        hub.tick(now);
      }
    },
  };
}

describe('stream', () => {
  test('feeds every room and counts viewers per room, once a second', () => {
    const host1 = host();
    const a1 = watch('a');
    watch('a');
    watch('b');
    host1.send(1);
    a1.leave();
    host1.send(2);
    const counts = events.filter((event) => event.type === 'viewers');
    expect(counts).toEqual([
      { type: 'viewers', streamId: 's', roomId: 'a', count: 2 },
      { type: 'viewers', streamId: 's', roomId: 'b', count: 1 },
      { type: 'viewers', streamId: 's', roomId: 'a', count: 1 },
    ]);
  });

  test('fifty comings and goings within a second are one count', () => {
    const host1 = host();
    host1.send(1);
    events.length = 0;
    for (let i = 0; i < 50; i += 1) watch('a').leave();
    watch('a');
    host1.send(2);
    expect(events).toEqual([{ type: 'viewers', streamId: 's', roomId: 'a', count: 1 }]);
  });

  test('a newcomer begins at once with the last key frame', () => {
    host().send(2.5);
    const { link } = watch('a');
    expect(link.notices).toMatchObject([{ type: 'init', atMicros: 2_000_000 }]);
    expect(link.chunks.length).toBeGreaterThan(2);
  });

  test('who waits before the host comes is told and gets the picture later', () => {
    const { link } = watch('a');
    expect(link.told).toBe('waiting');
    host().send(1);
    expect(link.told).toBe('waiting init');
  });

  test('a slow viewer is bounded, skips to a key frame, and costs his neighbour nothing', () => {
    const publishing = host();
    const slow = watch('a').link;
    const quick = watch('a').link;
    publishing.send(1);
    slow.isStuck = true;
    publishing.send(15, 10_000);
    const most = viewerQueueBytes + 5 * 10_100;
    expect(slow.bufferedBytes).toBeGreaterThan(viewerQueueBytes);
    expect(slow.bufferedBytes).toBeLessThan(most);
    expect(quick.told).toBe('waiting init');
    slow.isStuck = false;
    slow.chunks = [];
    publishing.send(2);
    const resumed = slow.notices.at(-1);
    expect(resumed).toMatchObject({ type: 'init' });
    expect(resumed?.type === 'init' && resumed.atMicros % 1_000_000).toBe(0);
    expect(hub.figures().droppedChunks).toBeGreaterThan(10);
  });

  test('a viewer who takes nothing at all is let go', () => {
    const publishing = host();
    const stuck = watch('a').link;
    publishing.send(1);
    stuck.isStuck = true;
    publishing.send(viewerStalledMillis / 1_000 + 10, 20_000);
    expect(stuck.closedWith).toBe(closeCode.stalled);
  });

  test('a host back within the grace goes on: no end, no second publication', () => {
    const { link } = watch('a');
    const first = host();
    first.send(2);
    first.stream.lose(first.link, now);
    now += reconnectGraceMillis - 100;
    hub.tick(now);
    host().send(1);
    expect(link.told).toBe('waiting init reconnecting init');
    expect(events.filter(({ type }) => type !== 'viewers')).toEqual([{ type: 'published', streamId: 's' }]);
  });

  test('a host who stays away is given up, and may begin anew', () => {
    const { link } = watch('a');
    const first = host();
    first.send(1);
    first.stream.lose(first.link, now);
    now += reconnectGraceMillis + 1;
    hub.tick(now);
    expect(link.told).toBe('waiting init reconnecting ended');
    expect(events.at(-1)).toEqual({ type: 'unpublished', streamId: 's', reason: 'lost' });
    host().send(1);
    expect(link.told).toBe('waiting init reconnecting ended init');
  });

  test('a second connection of the host replaces the first, whose late goodbye changes nothing', () => {
    const { link } = watch('a');
    const first = host();
    first.send(1);
    const second = host();
    second.send(1);
    first.stream.lose(first.link, now);
    expect(first.link.closedWith).toBe(closeCode.replaced);
    expect(link.told).toBe('waiting init init');
  });

  test('the goodbye of a host is an end at once', () => {
    const { link } = watch('a');
    const { stream, link: hostLink, send } = host();
    send(1);
    stream.hear(hostLink, { type: 'end' }, now);
    expect(link.told).toBe('waiting init ended');
    expect(events.at(-1)).toEqual({ type: 'unpublished', streamId: 's', reason: 'ended' });
  });

  test('frames before hello and a second hello break the wire format', () => {
    const link = new RecordingLink();
    const stream = hub.publish(publisherGrant, link);
    expect(stream?.take(link, picture(0, true), 0)).toBe(false);
    expect(stream?.hear(link, { type: 'hello', audio: false }, 0)).toBe(true);
    expect(stream?.hear(link, { type: 'hello', audio: false }, 0)).toBe(false);
  });

  test('kicks close whom they name and nobody else', () => {
    const publishing = host();
    publishing.send(1);
    const rude = watch('a', 'rude').link;
    const kind = watch('a', 'kind').link;
    hub.kick({ target: { streamId: 's', action: 'play', memberId: 'rude' }, atMillis: now });
    expect([rude.closedWith, kind.closedWith]).toEqual([closeCode.kicked, null]);
    hub.kick({ target: { streamId: 's', action: 'publish' }, atMillis: now });
    expect(publishing.link.closedWith).toBe(closeCode.kicked);
    expect(kind.told).toBe('init ended');
    expect(events.at(-1)).toEqual({ type: 'unpublished', streamId: 's', reason: 'kicked' });
  });

  test('an empty stream is forgotten', () => {
    const { leave } = watch('a');
    const { stream, link, send } = host();
    send(1);
    stream.hear(link, { type: 'end' }, now);
    leave();
    now += 2_000;
    hub.tick(now);
    expect(hub.figures()).toMatchObject({ streams: 0, viewers: 0, publishers: 0 });
  });
});
