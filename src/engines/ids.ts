import { v7 } from 'uuid';

/** A new time-ordered UUID (RFC 9562, version 7): made in the app so that batches know their keys before they write. */
export function newId(): string {
  return v7();
}
