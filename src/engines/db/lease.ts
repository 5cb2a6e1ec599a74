import pg from 'pg';

/** How soon another process notices that the holder has gone, and how often the holder proves that it is there. */
const beatMs = 1_000;
const answerWithinMs = 5_000;

export interface Lease {
  isHeld(): boolean;
  /** Lets go; resolves when the connection is closed. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  readonly url: string;
  /** Key of the advisory lock: one number per task of the installation. */
  readonly key: number;
  readonly onGained?: () => void;
}

/**
 * One holder among all processes on a database: a session-level advisory lock on a connection of its own. The server
 * frees it when the connection dies; whoever waits takes it within a second. The old holder may believe in it for a
 * moment longer, so what it guards must bear two at once for that moment.
 */
export function keepLease({ url, key, onGained }: LeaseOptions): Lease {
  let client: pg.Client | null = null;
  let isHeld = false;
  let isReleased = false;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> = Promise.resolve();

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'lianbo-lease',
      query_timeout: answerWithinMs,
      connectionTimeoutMillis: answerWithinMs,
      keepAlive: true,
    });
    fresh.on('error', () => drop(fresh));
    fresh.on('end', () => drop(fresh));
    await fresh.connect();
    return fresh;
  }

  function drop(lost: pg.Client): void {
    if (client !== lost) return;
    client = null;
    isHeld = false;
  }

  async function beat(): Promise<void> {
    try {
      client ??= await connect();
      if (isHeld) {
        await client.query('/* lease.beat */ select 1');
      } else {
        const { rows } = await client.query<{ taken: boolean }>(
          '/* lease.take */ select pg_try_advisory_lock($1) as taken',
          [key],
        );
        isHeld = rows[0]?.taken === true && client !== null;
        if (isHeld) onGained?.();
      }
    } catch {
      // The server is away or slow: what was held is doubtful, so begin again on a new connection.
      const doubtful = client;
      if (doubtful) drop(doubtful);
      await doubtful?.end().catch(() => undefined);
    }
    if (!isReleased) timer = setTimeout(() => (beating = beat()), beatMs);
  }
  beating = beat();

  return {
    isHeld: () => isHeld,
    async release() {
      isReleased = true;
      clearTimeout(timer);
      await beating;
      clearTimeout(timer);
      const last = client;
      if (last) drop(last);
      await last?.end();
    },
  };
}
