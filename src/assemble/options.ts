import type { Logger } from 'pino';

export interface AssembleOptions {
  readonly logger: Logger;
  readonly say: (line: string) => void;
  readonly onGiveUp: (error: Error) => void;
  /** Folder of the built web clients; null serves none. */
  readonly webFolder: string | null;
  /** Builds them; runs beside the start of the database. */
  readonly buildWeb: (() => Promise<void>) | null;
}
