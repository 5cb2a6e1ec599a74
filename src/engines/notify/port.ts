/** A text to a person about what happened to their order, room or duty. */
export interface Notice {
  readonly phone: string;
  /** 'arrived', 'session-started' …: what a channel chooses its template by. */
  readonly kind: string;
  readonly text: string;
}

/** How notices leave the house. They are kept in the table `notification` before, so a failed one is tried again. */
export interface NotifyEngine {
  /** Resolves when the channel has taken it; rejects otherwise. May be called twice for one notice after a crash. */
  send(notice: Notice): Promise<void>;
}
