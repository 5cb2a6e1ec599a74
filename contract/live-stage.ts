import { z } from 'zod';
import { day, done, endpoint, id, instant, longText } from './endpoint.ts';
import { hostRefusals } from './live-chat.ts';

const check = z.object({
  item: z.enum(['identity', 'price', 'licence', 'regulated', 'words', 'self-review']),
  /** rule: found out. tick: somebody answers for it by name. */ by: z.enum(['rule', 'tick']),
  isDone: z.boolean(),
  /** What is missing, in words; '' when it is done. */ missing: z.string(),
});
const sessionId = z.object({ sessionId: id });
const checklist = z.object({ checks: z.array(check) });

/** Around the stage: before going live, who is on it, what they say, what visitors open. */
export const liveStage = {
  getChecklist: endpoint({
    method: 'GET',
    path: '/api/sessions/:sessionId/checklist',
    kind: 'read',
    who: ['operator', 'shop', 'host'],
    summary: 'What must be so before going live; the start is refused until all of it is',
    input: sessionId,
    output: checklist,
  }),
  tickCheck: endpoint({
    method: 'PUT',
    path: '/api/sessions/:sessionId/checklist/:item',
    kind: 'act',
    who: ['operator', 'host'],
    summary: 'Answer for what no rule can see, or take it back; kept in the audit log',
    input: z.object({ sessionId: id, item: z.enum(['self-review']), isTicked: z.boolean() }),
    output: checklist,
    refusals: [...hostRefusals],
  }),
  listHostIdentities: endpoint({
    method: 'GET',
    path: '/api/host-identities',
    kind: 'read',
    who: ['operator'],
    duty: 'live',
    summary: 'Every host, and whether their papers have been seen',
    input: z.object({}),
    output: z.object({
      rows: z.array(
        z.object({ memberId: id, name: z.string(), birthOn: day.nullable(), checkedAt: instant.nullable() }),
      ),
    }),
  }),
  checkHostIdentity: endpoint({
    method: 'PUT',
    path: '/api/hosts/:memberId/identity',
    kind: 'act',
    who: ['operator'],
    duty: 'live',
    summary: 'The papers of a host were seen: real name and day of birth; no copy is kept',
    input: z.object({ memberId: id, realName: z.string().trim().min(2).max(30), birthOn: day }),
    output: done,
    refusals: ['birth-day'],
  }),
  nameSubstitute: endpoint({
    method: 'PUT',
    path: '/api/sessions/:sessionId/substitute',
    kind: 'act',
    who: ['operator', 'shop', 'host'],
    summary: 'Name another host who may take the session over, or nobody',
    input: z.object({ sessionId: id, substituteMemberId: id.nullable() }),
    output: done,
    refusals: [...hostRefusals, 'substitute-unfit'],
  }),
  takeOver: endpoint({
    method: 'POST',
    path: '/api/sessions/:sessionId/take-over',
    kind: 'act',
    who: ['host'],
    summary: 'The named substitute goes on with the same session and stream',
    input: sessionId,
    output: done,
    refusals: [...hostRefusals],
  }),
  writeScript: endpoint({
    method: 'PUT',
    path: '/api/sessions/:sessionId/items/:sessionItemId/script',
    kind: 'act',
    who: ['operator', 'host'],
    summary:
      'What to say about an item; {price}, {usual}, {left}, {sold}, {short}, {shop} are filled by the studio',
    input: z.object({
      sessionId: id,
      sessionItemId: id,
      script: longText,
      sellingPoints: z.array(z.string().trim().min(1).max(60)).max(8),
    }),
    output: done,
    refusals: [...hostRefusals],
  }),
  clickItem: endpoint({
    method: 'POST',
    path: '/api/sessions/:sessionId/rooms/:shopId/clicks',
    kind: 'act',
    who: 'anyone',
    summary: 'Somebody opened an item in a room; counted once per browser and item',
    input: z.object({ sessionId: id, shopId: id, sessionItemId: id, visitorKey: z.string().min(8).max(64) }),
    output: done,
    refusals: ['room-closed'],
  }),
};
