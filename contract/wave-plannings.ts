import { z } from 'zod';
import { endpoint, fen, id, instant } from './endpoint.ts';

const wavePlanning = z.object({
  planningId: id,
  state: z.enum(['waiting', 'running', 'done', 'refused']),
  stage: z.enum(['gathering', 'allocating', 'proving', 'routing']),
  /** Of the best allocation so far, and what none can cost less than. */
  costFen: fen.nullable(),
  boundFen: fen.nullable(),
  waveId: id.nullable(),
  /** Why there is none: the code of a refusal. */
  refusal: z.string().nullable(),
});

/** Waves planned in the background. */
export const wavePlannings = {
  askForWave: endpoint({
    method: 'POST',
    path: '/api/wave-plannings',
    kind: 'act',
    who: ['operator'],
    duty: 'dispatch',
    summary: 'Plan a wave in the background: allocation with a proof where it is small, then routes',
    input: z.object({ departsAt: instant.optional(), courierMemberIds: z.array(id).min(1).max(40) }),
    output: wavePlanning,
  }),
  getWavePlanning: endpoint({
    method: 'GET',
    path: '/api/wave-plannings/:planningId',
    kind: 'read',
    who: ['operator'],
    summary: 'How far the planning of a wave is, and the wave when it is there',
    input: z.object({ planningId: id }),
    output: wavePlanning,
  }),
};
