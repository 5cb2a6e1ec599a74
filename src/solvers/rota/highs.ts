import loader, { type Highs } from 'highs';

export type { Highs } from 'highs';

/** A fresh solver in WebAssembly. The package's types describe its CommonJS build, where the loader is `default`. */
export function loadHighs(): Promise<Highs> {
  return (loader as unknown as (typeof loader)['default'])();
}
