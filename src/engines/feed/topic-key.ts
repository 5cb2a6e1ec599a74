import type { FeedTopic } from './port.ts';

/** One word for the topic of one alliance. */
export function keyOf({ allianceId, name }: FeedTopic): string {
  return `${allianceId} ${name}`;
}
