import type { In, Out } from '../../../kit/use-api.ts';

export type SessionCard = Out<'live', 'listSessions'>['rows'][number];
export type Session = Out<'live', 'getSession'>;
export type SessionItem = Session['items'][number];
export type Funnel = Out<'live', 'getFunnel'>;
export type SessionState = SessionCard['state'];
export type LineUpInput = NonNullable<In<'live', 'scheduleSession'>['items']>[number];
