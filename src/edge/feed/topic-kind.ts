import type { Reader } from '../../engines/db/tx.ts';

/** What everybody may ask of a kind of topic: who may listen, and what a newcomer is told first. */
export interface TopicKind {
  /** The word before the first colon. */
  readonly kind: string;
  /** How many ids follow it. */
  readonly idCount: number;
  /** The reader carries the person asking; the ids are well-formed and nothing more. Absent: anyone may. */
  mayListen?(db: Reader, ids: readonly string[]): boolean | Promise<boolean>;
  /** Plain JSON. Shared by all listeners, so it must not depend on who asks. */
  readState(db: Reader, ids: readonly string[]): Promise<unknown>;
}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** "room:<id>:<id>" taken apart, or null when no such topic can exist. */
export function parseTopic(
  kinds: readonly TopicKind[],
  name: string,
): { readonly kind: TopicKind; readonly ids: readonly string[] } | null {
  const [word, ...ids] = name.split(':');
  const kind = kinds.find((one) => one.kind === word);
  return kind && ids.length === kind.idCount && ids.every((id) => idPattern.test(id)) ? { kind, ids } : null;
}
