import type { Reader } from '../../src/engines/db/tx.ts';

/** The same transaction or reader, writing down the name of every statement that runs through it. */
export function recordStatements<R extends Reader>(handle: R): { handle: R; statements: string[] } {
  const statements: string[] = [];
  const getExecutor: Reader['getExecutor'] = () =>
    new Proxy(handle.getExecutor(), {
      get(executor, key) {
        const value: unknown = Reflect.get(executor, key);
        if (typeof value !== 'function') return value;
        if (key !== 'executeQuery') return value.bind(executor);
        return (...args: Parameters<typeof executor.executeQuery>) => {
          const text = args[0].sql;
          statements.push(/\/\*\s*(\S+)\s*\*\//.exec(text)?.[1] ?? text);
          return executor.executeQuery(...args);
        };
      },
    });
  return { handle: { ...handle, getExecutor }, statements };
}
