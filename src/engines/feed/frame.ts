/**
 * A frame as it travels: one object for everyone who gets it, so that what is made of its text (bytes, compressed
 * bytes) is made once. `seq` is its number in the topic.
 */
export interface FeedFrame {
  readonly seq: number;
  /** Complete JSON. */
  readonly text: string;
}

/** What stands around the number in a delta's text. */
export function deltaParts(topic: string, events: readonly object[]): { before: string; after: string } {
  return {
    before: `{"op":"delta","topic":${JSON.stringify(topic)},"seq":`,
    after: `,"events":${JSON.stringify(events)}}`,
  };
}

export function stateFrame(topic: string, seq: number, state: unknown): FeedFrame {
  return { seq, text: JSON.stringify({ op: 'state', topic, seq, state }) };
}
