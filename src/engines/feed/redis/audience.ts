import type { FeedTopic } from '../port.ts';
import { keyOf } from '../topic-key.ts';
import type { Line } from './line.ts';

/** Changed counts are told to the other nodes this often, … */
const tellMillis = 300;
/** … a sign of life that often, and a node without one for so long is gone. */
const beatMillis = 3_000;
const goneMillis = 10_000;

type Count = readonly [allianceId: string, name: string, count: number];

/** `hello` and `all` carry every count of a node, `some` what has changed; `hello` asks the others for theirs. */
interface Word {
  readonly from: string;
  readonly op: 'hello' | 'all' | 'some' | 'beat' | 'gone';
  readonly counts: readonly Count[];
}

interface Node {
  readonly counts: Map<string, Count>;
  heardAtMillis: number;
}

export interface AudienceOptions {
  readonly nodeId: string;
  readonly line: Pick<Line, 'tellNodes' | 'hearNodes'>;
  readonly onChange: (topic: FeedTopic) => void;
}

/** Who listens where: every node tells the others how many it has. */
export class Audience {
  readonly #options: AudienceOptions;
  readonly #own = new Map<string, Count>();
  readonly #others = new Map<string, Node>();
  readonly #timer: NodeJS.Timeout;
  #changed = new Map<string, Count>();
  #toldAtMillis = 0;
  #isOn = false;

  constructor(options: AudienceOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#beat(), tellMillis).unref();
  }

  note(topic: FeedTopic, count: number): void {
    const key = keyOf(topic);
    const entry: Count = [topic.allianceId, topic.name, count];
    if (count > 0) this.#own.set(key, entry);
    else this.#own.delete(key);
    this.#changed.set(key, entry);
  }

  /** At all nodes. */
  total(key: string): number {
    let sum = this.#own.get(key)?.[2] ?? 0;
    for (const node of this.#others.values()) sum += node.counts.get(key)?.[2] ?? 0;
    return sum;
  }

  nodes(): number {
    return this.#others.size + 1;
  }

  /** The line is there: asks the others. */
  async begin(): Promise<void> {
    this.#isOn = true;
    await this.#options.line.hearNodes(this.#hear);
    await this.#tell('hello', [...this.#own.values()]);
  }

  /** The line is lost: the others count for nothing until they are heard again. */
  end(): void {
    this.#isOn = false;
    for (const from of [...this.#others.keys()]) this.#forget(from);
  }

  /** Says goodbye. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#tell('gone', []);
    this.#isOn = false;
  }

  async #tell(op: Word['op'], counts: readonly Count[]): Promise<void> {
    if (!this.#isOn) return;
    this.#toldAtMillis = performance.now();
    const word: Word = { from: this.#options.nodeId, op, counts };
    // A lost line begins again with every count.
    await this.#options.line.tellNodes(JSON.stringify(word)).catch(() => undefined);
  }

  #beat(): void {
    const nowMillis = performance.now();
    for (const [from, node] of this.#others)
      if (nowMillis - node.heardAtMillis > goneMillis) this.#forget(from);
    if (this.#changed.size > 0) {
      const counts = [...this.#changed.values()];
      this.#changed = new Map();
      void this.#tell('some', counts);
    } else if (nowMillis - this.#toldAtMillis > beatMillis) void this.#tell('beat', []);
  }

  readonly #hear = (text: string): void => {
    const { from, op, counts } = JSON.parse(text) as Word;
    if (from === this.#options.nodeId) return;
    if (op === 'gone') return this.#forget(from);
    const isAll = op === 'hello' || op === 'all';
    const known = this.#others.get(from);
    // One whose beginning was not heard is asked for all it has.
    if (!known && !isAll) return void this.#tell('hello', [...this.#own.values()]);
    if (op === 'hello') void this.#tell('all', [...this.#own.values()]);
    const node: Node = known && !isAll ? known : { counts: new Map(), heardAtMillis: 0 };
    node.heardAtMillis = performance.now();
    this.#others.set(from, node);
    for (const count of counts) {
      const key = keyOf({ allianceId: count[0], name: count[1] });
      if (count[2] > 0) node.counts.set(key, count);
      else node.counts.delete(key);
    }
    this.#changedAt(counts);
    if (isAll && known) this.#changedAt(known.counts.values());
  };

  #forget(from: string): void {
    const node = this.#others.get(from);
    this.#others.delete(from);
    if (node) this.#changedAt(node.counts.values());
  }

  #changedAt(counts: Iterable<Count>): void {
    for (const [allianceId, name] of counts) this.#options.onChange({ allianceId, name });
  }
}
