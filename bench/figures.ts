/** Tables by name; a table is a list of rows. */
export type Figures = Readonly<Record<string, readonly object[]>>;

export interface BenchOptions {
  /** Measures shorter: under a minute, less steady. */
  readonly isQuick: boolean;
  /** Where published instances and series lie, which are no part of the project. */
  readonly data: string;
  /** First forecast origin, or the day that splits the calendar, as YYYY-MM-DD; the bench's own choice when left out. */
  readonly from: string | undefined;
  /** One part of a bench that has several. */
  readonly only: string | undefined;
}
