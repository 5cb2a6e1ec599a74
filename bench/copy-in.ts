import type { Client, Connection, Submittable } from 'pg';

/** What pg's connection can do for COPY and its types do not tell. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Runs `copy … from stdin` with all of its data at once: pg's own hooks for COPY, as pg-copy-streams uses them. */
export function copyIn(client: Client, statement: string, data: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const ignore = (): void => undefined;
  const submittable: Submittable & Record<string, unknown> = {
    submit: (connection: Connection) => connection.query(statement),
    handleCopyInResponse(connection: CopyConnection) {
      connection.sendCopyFromChunk(Buffer.from(data));
      connection.endCopyFrom();
    },
    handleError: reject,
    handleReadyForQuery: () => resolve(),
    handleCommandComplete: ignore,
    handleRowDescription: ignore,
    handleDataRow: ignore,
    handleEmptyQuery: ignore,
    handlePortalSuspended: ignore,
    callback: ignore,
  };
  client.query(submittable);
  return promise;
}
