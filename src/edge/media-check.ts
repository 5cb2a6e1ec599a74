import { contract } from '../../contract/index.ts';
import type { MediaCheck, MediaSetup } from '../engines/media/port.ts';
import { mediaHookPath } from './media-hooks.ts';
import { read, saga, type Door } from './route.ts';

export interface MediaCheckDeps {
  readonly setup: () => MediaSetup;
  /** Tries everything for real; takes seconds. */
  readonly run: () => Promise<MediaCheck[]>;
}

/** For the operator: how video is set up, and whether it works. */
export function mediaCheckDoors({ setup, run }: MediaCheckDeps): Door[] {
  const { live } = contract;
  return [
    read(live.getMediaSetup, async () => {
      const { hookKey, ...rest } = setup();
      return { ...rest, hookPath: hookKey && mediaHookPath(hookKey) };
    }),
    saga(live.checkMedia, async () => ({ checks: await run() })),
  ];
}
