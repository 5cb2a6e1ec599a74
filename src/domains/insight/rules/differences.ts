/** A sum that is not what its parts say. */
export interface Finding {
  /** counter: pieces at a place · pool: its progress · books, balance: money · facts: news that does not get through */
  readonly what: 'counter' | 'pool' | 'books' | 'balance' | 'facts';
  /** Ids: the same thing found again is the same row. */
  readonly subjectKey: string;
  /** For people: where to look. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

export interface Difference extends Finding {
  readonly since: Date;
}
