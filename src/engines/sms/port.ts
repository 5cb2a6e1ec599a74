/** One text to one phone. */
export interface TextMessage {
  /** Mainland mobile number, 11 digits. */
  readonly phone: string;
  /** 'code' or the kind of a notification; a gateway chooses its registered template by it. */
  readonly kind: string;
  readonly text: string;
}

export interface SmsEngine {
  /** Resolves when the gateway has taken the message; rejects otherwise, and then nothing was sent. */
  send(message: TextMessage): Promise<void>;
}
