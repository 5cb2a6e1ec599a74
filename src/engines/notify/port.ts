/** Somewhere besides the phone: a browser's push subscription, or one granted message of a mini-program. */
export interface PushAddress {
  readonly addressId: string;
  readonly channel: 'web-push' | 'wx-subscribe';
  /** The push service of the browser; the open id for a mini-program. */
  readonly endpoint: string;
  /** web-push: `p256dh` and `auth`, the browser's keys (RFC 8291). */
  readonly data: Readonly<Record<string, string>>;
}

/** A text to a person about what happened to their order, room or duty. */
export interface Notice {
  readonly phone: string;
  /** 'arrived', 'session-started' …: what a channel chooses its template by. */
  readonly kind: string;
  readonly text: string;
  /** Tried before the phone. */
  readonly addresses: readonly PushAddress[];
}

export interface Delivery {
  /** Addresses that are no good any more: taken back by the browser, or granted for one message that is sent now. */
  readonly spent: readonly string[];
}

/** How notices leave the house. They are kept in the table `notification` before, so a failed one is tried again. */
export interface NotifyEngine {
  /** Resolves when a channel has taken it; rejects otherwise. May be called twice for one notice after a crash. */
  send(notice: Notice): Promise<Delivery>;
}

/** One way to push. */
export interface PushChannel {
  /** 'gone': the address does not exist any more. Rejects when the service did not answer. */
  push(address: PushAddress, notice: Pick<Notice, 'kind' | 'text'>): Promise<'taken' | 'gone'>;
}
