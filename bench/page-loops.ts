/** Readers in a process of their own: each loop asks for one page after the other, signed in as somebody else. */
import { runLoops, type Stretch, type Tally } from './closed-loop.ts';
import { openLine } from './http-line.ts';

export interface PageLoad extends Stretch {
  readonly port: number;
  readonly slug: string;
  /** One for all, or one for each token. */
  readonly paths: readonly string[];
  readonly tokens: readonly string[];
}

export type PageWord = { readonly word: 'begin' | 'end' } | { readonly word: 'over'; readonly tally: Tally };

async function run(load: PageLoad): Promise<void> {
  const say = (word: PageWord) => process.send!(word);
  const lines = await Promise.all(Array.from({ length: load.loops }, () => openLine(load.port)));
  let turn = 0;
  const ask = async (slot: number): Promise<void> => {
    const at = (slot + (turn += 1)) % load.tokens.length;
    const [token, path] = [load.tokens[at], load.paths[at % load.paths.length]];
    const head = [`GET ${path} HTTP/1.1`, 'host: 127.0.0.1', `x-lianbo-alliance: ${load.slug}`];
    const cookie = `cookie: lianbo_${load.slug}=${token}`;
    const { status, body } = await lines[slot]!.ask([...head, cookie, '', ''].join('\r\n'));
    if (status !== 200) throw new Error(`Answered ${status}: ${body}`);
  };
  const edges = { begin: () => void say({ word: 'begin' }), end: () => void say({ word: 'end' }) };
  const tally = await runLoops(load, ask, edges);
  for (const line of lines) line.close();
  say({ word: 'over', tally });
}

if (process.send) {
  process.once('message', (load: PageLoad) => void run(load).finally(() => process.disconnect()));
}
