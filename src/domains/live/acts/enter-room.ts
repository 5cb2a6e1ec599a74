import type { Input } from '../../../../contract/endpoint.ts';
import type { live } from '../../../../contract/live.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { readShareCode } from '../rules/share-code.ts';
import { findShares } from '../store/shares.ts';
import { putVisit } from '../store/visits.ts';
import { needRoom } from '../views/rooms.ts';

/** Counts a visit. A share code of another session is no credit here and is left out. */
export async function enterRoom(tx: Tx, input: Input<typeof live.enterRoom>): Promise<void> {
  await needRoom(tx, input);
  const typed = input.shareCode === undefined ? [] : [readShareCode(input.shareCode)];
  const [share] = await findShares(tx, typed);
  const shareCode = share?.sessionId === input.sessionId ? share.shareCode : null;
  await putVisit(tx, { ...input, shareCode });
}
