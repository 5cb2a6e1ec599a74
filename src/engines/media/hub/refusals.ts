import { refusalKindsPerReport } from './limits.ts';
import type { RefusalNote } from './ipc.ts';

/** Says who was turned away: the first of each door and reason at once, those like it within the second as a count. */
export class Refusals {
  readonly #say: (note: RefusalNote) => void;
  readonly #running = new Map<string, { note: Omit<RefusalNote, 'times'>; more: number }>();

  constructor(say: (note: RefusalNote) => void) {
    this.#say = say;
  }

  note(note: Omit<RefusalNote, 'times'>): void {
    const key = `${note.door} ${note.reason}`;
    const known = this.#running.get(key);
    if (known !== undefined) known.more += 1;
    else if (this.#running.size < refusalKindsPerReport) {
      this.#running.set(key, { note, more: 0 });
      this.#say({ ...note, times: 1 });
    }
  }

  /** Call it every second. */
  sweep(): void {
    for (const { note, more } of this.#running.values()) if (more > 0) this.#say({ ...note, times: more });
    this.#running.clear();
  }
}
