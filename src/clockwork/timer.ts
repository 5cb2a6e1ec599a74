import type { Funnel } from '../engines/db/funnel.ts';
import type { FilesEngine } from '../engines/files/port.ts';
import type { MapsEngine } from '../engines/maps/port.ts';
import type { MediaEngine } from '../engines/media/port.ts';
import type { NotifyEngine } from '../engines/notify/port.ts';
import type { Clock } from '../kernel/clock.ts';

/** What timed work and job workers are given. */
export interface ClockworkDeps {
  /** Scoped to one alliance at a time; transactions have no actor. */
  readonly funnel: Funnel;
  readonly clock: Clock;
  readonly media: MediaEngine;
  readonly notify: NotifyEngine;
  readonly files: FilesEngine;
  readonly maps: MapsEngine;
  /** Every alliance of the installation. */
  listAlliances(): Promise<readonly string[]>;
}

/** Work that comes round: run by the holder of the lease alone, never twice at once. */
export interface Timer {
  readonly name: string;
  /** Pause between the end of one run and the start of the next. */
  readonly everySeconds: number;
  /** A throw is logged and counted; the next run comes as usual. */
  run(deps: ClockworkDeps): Promise<void>;
}
