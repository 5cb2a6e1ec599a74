import type { Reader } from '../../src/engines/db/tx.ts';

/** The same transaction or reader, writing down the name of every statement that runs through it. */
export function recordStatements<R extends Reader>(handle: R): { handle: R; statements: string[] } {
  const statements: string[] = [];
  return { handle: onStatements(handle, async (name) => void statements.push(name)), statements };
}

/** The same transaction or reader, telling the name of every statement after it ran and before its rows are seen. */
export function onStatements<R extends Reader>(handle: R, tell: (name: string) => Promise<void>): R {
  const getExecutor: Reader['getExecutor'] = () =>
    new Proxy(handle.getExecutor(), {
      get(executor, key) {
        const value: unknown = Reflect.get(executor, key);
        if (typeof value !== 'function') return value;
        if (key !== 'executeQuery') return value.bind(executor);
        return async (...args: Parameters<typeof executor.executeQuery>) => {
          const text = args[0].sql;
          const result = await executor.executeQuery(...args);
          await tell(/\/\*\s*(\S+)\s*\*\//.exec(text)?.[1] ?? text);
          return result;
        };
      },
    });
  return { ...handle, getExecutor };
}
