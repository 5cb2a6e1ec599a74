import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FeedSocket, Feed } from './feed.ts';

/** The gateway's end of the line, played by the test. */
function makeLine() {
  const sockets: (FeedSocket & { sent: unknown[] })[] = [];
  const open = () => {
    const socket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      sent: [] as unknown[],
      send: (text: string) => socket.sent.push(JSON.parse(text)),
      close: () => {},
    } as FeedSocket & { sent: unknown[] };
    sockets.push(socket);
    return socket;
  };
  const last = () => sockets.at(-1)!;
  return { open, sockets, last, say: (frame: object) => last().onmessage?.({ data: JSON.stringify(frame) }) };
}

function makeListener() {
  const heard: unknown[] = [];
  return {
    heard,
    onState: (s: unknown) => heard.push(s),
    onDelta: (e: readonly unknown[]) => heard.push(...e),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('frames in order are passed on, repeated ones dropped', () => {
  const line = makeLine();
  const listener = makeListener();
  new Feed(line).subscribe('pools', listener);
  line.last().onopen?.();
  expect(line.last().sent).toEqual([{ op: 'sub', topic: 'pools' }]);
  line.say({ op: 'state', topic: 'pools', seq: 7, state: 'all' });
  line.say({ op: 'delta', topic: 'pools', seq: 8, events: [{ kind: 'a' }] });
  line.say({ op: 'delta', topic: 'pools', seq: 8, events: [{ kind: 'a' }] });
  line.say({ op: 'delta', topic: 'other', seq: 9, events: [{ kind: 'b' }] });
  expect(listener.heard).toEqual(['all', { kind: 'a' }]);
});

test('a gap asks once for what was missed and takes nothing out of order', () => {
  const line = makeLine();
  const listener = makeListener();
  new Feed(line).subscribe('pools', listener);
  line.last().onopen?.();
  line.say({ op: 'state', topic: 'pools', seq: 1, state: 'all' });
  line.say({ op: 'delta', topic: 'pools', seq: 3, events: [{ kind: 'third' }] });
  line.say({ op: 'delta', topic: 'pools', seq: 4, events: [{ kind: 'fourth' }] });
  expect(line.last().sent.slice(1)).toEqual([{ op: 'sub', topic: 'pools', since: 1 }]);
  for (const [seq, kind] of [
    [2, 'second'],
    [3, 'third'],
    [4, 'fourth'],
  ] as const)
    line.say({ op: 'delta', topic: 'pools', seq, events: [{ kind }] });
  expect(listener.heard).toEqual(['all', { kind: 'second' }, { kind: 'third' }, { kind: 'fourth' }]);
});

test('a lost connection comes back by itself, later each time, and resumes where it stopped', () => {
  const line = makeLine();
  const feed = new Feed({ open: line.open, random: () => 1 });
  feed.subscribe('pools', makeListener());
  line.last().onopen?.();
  line.say({ op: 'state', topic: 'pools', seq: 5, state: 'all' });
  line.last().onclose?.();
  expect(feed.isConnected()).toBe(false);
  vi.advanceTimersByTime(500);
  expect(line.sockets).toHaveLength(2);
  line.last().onclose?.();
  vi.advanceTimersByTime(999);
  expect(line.sockets).toHaveLength(2);
  vi.advanceTimersByTime(1);
  line.last().onopen?.();
  expect(line.last().sent).toEqual([{ op: 'sub', topic: 'pools', since: 5 }]);
});

test('a line that went silent is given up', () => {
  const line = makeLine();
  new Feed({ open: line.open, random: () => 1 }).subscribe('pools', makeListener());
  line.last().onopen?.();
  vi.advanceTimersByTime(61_000);
  expect(line.sockets).toHaveLength(2);
});

test('the last to leave says so and hangs up; a second listener gets a state of its own', () => {
  const line = makeLine();
  const feed = new Feed(line);
  const leaveFirst = feed.subscribe('pools', makeListener());
  line.last().onopen?.();
  line.say({ op: 'state', topic: 'pools', seq: 5, state: 'all' });
  const leaveSecond = feed.subscribe('pools', makeListener());
  expect(line.last().sent.at(-1)).toEqual({ op: 'sub', topic: 'pools' });
  leaveFirst();
  leaveSecond();
  expect(line.last().sent.at(-1)).toEqual({ op: 'unsub', topic: 'pools' });
  vi.advanceTimersByTime(60_000);
  expect(line.sockets).toHaveLength(1);
});
