import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../../test/worlds/database.ts';
import { withClient } from '../../../test/worlds/server.ts';
import { newId } from '../ids.ts';
import { openFunnel, type Funnel } from './funnel.ts';
import { announce } from './outbox.ts';
import type { Tx } from './tx.ts';

const clock = { now: () => new Date('2026-11-23T02:00:00Z') };
const scope = { allianceId: newId(), actor: null };

let database: Awaited<ReturnType<typeof freshDatabase>>;
let funnel: Funnel;

beforeAll(async () => {
  database = await freshDatabase();
  funnel = openFunnel({ url: database.url, role: 'app', maxConnections: 6, separateRoles: true, clock });
});
afterAll(async () => {
  await funnel.close();
  await database.drop();
});

function fact(aggregateId: string, kind: string) {
  return { kind, aggregate: 'thing', aggregateId, payload: { sumFen: 5n } };
}

function countFacts(kind: string): Promise<number> {
  return funnel.read(scope, async (db) => {
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from outbox where kind = ${kind}`.execute(
      db,
    );
    return Number(rows[0]!.n);
  });
}

describe('transact', () => {
  test('keeps nothing of a dry run and still gives its answer', async () => {
    const answer = await funnel.transact(scope, async (tx) => (await announce(tx, [fact('1', 'dry')]), 7), {
      dryRun: true,
    });
    expect(answer).toBe(7);
    expect(await countFacts('dry')).toBe(0);
  });

  test('keeps nothing when the work throws', async () => {
    const failing = funnel.transact(scope, async (tx) => {
      await announce(tx, [fact('1', 'thrown')]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await countFacts('thrown')).toBe(0);
  });

  test('a handle used after its end throws instead of writing', async () => {
    let kept: Tx | undefined;
    await funnel.transact(scope, async (tx) => void (kept = tx));
    await expect(announce(kept!, [fact('1', 'stray')])).rejects.toThrow('already ended');
  });

  test('a failed statement that was overlooked is no success: the server kept nothing', async () => {
    const overlooking = funnel.transact(scope, async (tx) => {
      await announce(tx, [fact('1', 'overlooked')]);
      await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    });
    await expect(overlooking).rejects.toThrow('nothing is kept');
    expect(await countFacts('overlooked')).toBe(0);
  });

  test('statements that do not wait for each other run in the order they were sent', async () => {
    await funnel.transact(scope, (tx) =>
      Promise.all([1, 2, 3].map((n) => announce(tx, [fact('1', `sent-${n}`)]))),
    );
    const { rows } = await funnel.read(scope, (db) =>
      sql<{ kind: string }>`select kind from outbox where kind like 'sent-%' order by seq`.execute(db),
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['sent-1', 'sent-2', 'sent-3']);
  });

  test('a connection that is lost fails its own work, and the next gets another', async () => {
    const losing = funnel.transact(scope, async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await withClient(database.url, (client) =>
        client.query('select pg_terminate_backend($1, 5000)', [rows[0]!.pid]),
      );
      await announce(tx, [fact('1', 'lost')]);
    });
    await expect(losing).rejects.toThrow(/connection|terminat/i);
    expect(await countFacts('lost')).toBe(0);
  });

  test('repeats a deadlock a few times, then gives up', async () => {
    let attempts = 0;
    const deadlock = () => Promise.reject(Object.assign(new Error('deadlock'), { code: '40P01' }));
    await expect(funnel.transact(scope, () => (attempts++, deadlock()))).rejects.toThrow('deadlock');
    expect(attempts).toBe(3);
  });
});

describe('idempotency', () => {
  const work = async (tx: Tx) => {
    await announce(tx, [fact('1', 'once')]);
    return { id: tx.newId(), sumFen: 12n, at: tx.now };
  };

  test('ten concurrent requests with one key do the work once and answer the same', async () => {
    const once = { operation: 'test.work', key: 'key-00001', input: { b: 1n, a: 'x' } };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => funnel.transact(scope, work, { once })),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(typeof answers[0]!.sumFen).toBe('bigint');
    expect(answers[0]!.at).toEqual(clock.now());
    expect(await countFacts('once')).toBe(1);
  });

  test('the same key with another input is refused, in another order of fields it is not', async () => {
    const once = { operation: 'test.work', key: 'key-00002', input: { a: 1, b: 2 } };
    await funnel.transact(scope, work, { once });
    await funnel.transact(scope, work, { once: { ...once, input: { b: 2, a: 1 } } });
    await expect(
      funnel.transact(scope, work, { once: { ...once, input: { a: 2, b: 2 } } }),
    ).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  test('a key whose work failed is free again', async () => {
    const once = { operation: 'test.work', key: 'key-00003', input: {} };
    await expect(funnel.transact(scope, () => Promise.reject(new Error('first')), { once })).rejects.toThrow(
      'first',
    );
    expect(await funnel.transact(scope, () => Promise.resolve('second'), { once })).toBe('second');
  });
});

describe('facts', () => {
  test('numbers per aggregate follow the commits without a gap, also under concurrency', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        funnel.transact(scope, (tx) =>
          announce(tx, [fact(`${i % 3}`, 'numbered'), fact('all', 'numbered'), fact('all', 'numbered')]),
        ),
      ),
    );
    const { rows } = await funnel.read(scope, (db) =>
      sql<{ aggregate_id: string; seqs: string[] }>`
        select aggregate_id, array_agg(seq::text order by seq) as seqs from outbox where kind = 'numbered' group by 1`.execute(
        db,
      ),
    );
    const all = rows.find((row) => row.aggregate_id === 'all')!;
    expect(all.seqs.map(Number)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  test('another alliance sees none of them, and nobody without an alliance does', async () => {
    for (const allianceId of [newId(), '']) {
      const { rows } = await funnel.read({ allianceId, actor: null }, (db) =>
        sql`select 1 from outbox`.execute(db),
      );
      expect(rows).toEqual([]);
    }
  });
});
