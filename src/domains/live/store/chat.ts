import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { ChatRow } from '../tables.ts';

const columns = sql`message_id as "messageId", at, shop_id as "shopId", member_id as "memberId", name, text,
  is_host as "isHost", state`;

export async function insertChat(tx: Tx, sessionId: string, message: ChatRow): Promise<void> {
  await sql`/* live.insert-chat */
    insert into chat_message (alliance_id, message_id, session_id, shop_id, member_id, name, text, is_host, state, at)
    values (${tx.allianceId}, ${message.messageId}, ${sessionId}, ${message.shopId}, ${message.memberId}, ${message.name},
      ${message.text}, ${message.isHost}, ${message.state}, ${message.at})`.execute(tx);
}

/** Messages of a session by id; unknown ids are left out. */
export async function findChat(
  db: Reader,
  sessionId: string,
  messageIds: readonly string[],
): Promise<ChatRow[]> {
  const { rows } = await sql<ChatRow>`/* live.find-chat */
    select ${columns}
    from chat_message
    where alliance_id = ${db.allianceId} and session_id = ${sessionId} and message_id = any(${messageIds}::uuid[])
    order by at, message_id`.execute(db);
  return rows;
}

/** What a room has heard last, oldest first: its own talk and the host's words from every room. */
export async function latestRoomChat(
  db: Reader,
  sessionId: string,
  shopId: string,
  limit: number,
): Promise<ChatRow[]> {
  const { rows } = await sql<ChatRow>`/* live.latest-room-chat */
    select ${columns}
    from chat_message
    where alliance_id = ${db.allianceId} and session_id = ${sessionId} and state = 'shown'
      and (shop_id = ${shopId} or is_host)
    order by at desc, message_id desc limit ${limit}::int`.execute(db);
  return rows.reverse();
}

/** What host and operator see, oldest first: all rooms, and every message that waits for them. */
export async function latestSessionChat(db: Reader, sessionId: string, limit: number): Promise<ChatRow[]> {
  const { rows } = await sql<ChatRow>`/* live.latest-session-chat */
    select ${columns}
    from (
      (select * from chat_message
        where alliance_id = ${db.allianceId} and session_id = ${sessionId} and state <> 'held'
        order by at desc, message_id desc limit ${limit}::int)
      union all
      (select * from chat_message
        where alliance_id = ${db.allianceId} and session_id = ${sessionId} and state = 'held'
        order by at desc, message_id desc limit ${limit}::int)
    ) latest
    order by at, message_id`.execute(db);
  return rows;
}

/** Sets the state and returns the message, or `not-found`. */
export async function reviewMessage(
  tx: Tx,
  sessionId: string,
  messageId: string,
  state: ChatRow['state'],
): Promise<ChatRow> {
  const { rows } = await sql<ChatRow>`/* live.review-message */
    update chat_message set state = ${state}
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId} and message_id = ${messageId}
    returning ${columns}`.execute(tx);
  if (!rows[0]) throw new Refusal('not-found', {}, 'messageId');
  return rows[0];
}

/**
 * Counts one message against the person's pace and returns null, or returns when the next is due without counting.
 * Waits for a concurrent message of the same person.
 */
export async function takePace(
  tx: Tx,
  sessionId: string,
  memberId: string,
  pace: { readonly everySeconds: number; readonly leadSeconds: number },
): Promise<Date | null> {
  const { rows } = await sql`/* live.take-pace */
    insert into chat_pace (alliance_id, session_id, member_id, due_at)
    values (${tx.allianceId}, ${sessionId}, ${memberId}, ${tx.now}::timestamptz + make_interval(secs => ${pace.everySeconds}))
    on conflict (alliance_id, session_id, member_id) do update
      set due_at = greatest(chat_pace.due_at, ${tx.now}::timestamptz) + make_interval(secs => ${pace.everySeconds})
      where chat_pace.due_at <= ${tx.now}::timestamptz + make_interval(secs => ${pace.leadSeconds})
    returning 1`.execute(tx);
  if (rows.length === 1) return null;
  const due = await sql<{ dueAt: Date }>`/* live.read-pace */
    select due_at as "dueAt" from chat_pace
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId} and member_id = ${memberId}`.execute(
    tx,
  );
  return due.rows[0]?.dueAt ?? tx.now;
}
