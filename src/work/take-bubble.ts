import { followMessages } from "@/campaign/server/follow-message";
import type { Change } from "@/conversation/change";
import type { Outgoing } from "@/conversation/message";
import { nextOutboxStep, type OutboxRow, type OutboxStep } from "@/conversation/outbox";
import { PAIR_PACE, paidOffAfter } from "@/conversation/pace";
import { isWindowOpen } from "@/conversation/window";
import { typeOf, wordsOf } from "@/conversation/words";
import { noteOnMessage, reviseMessage, type MessagePatch } from "@/conversation/server/revise-message";
import type { Sql } from "@/platform/db/door";
import { graphConnection, type ConnectionAsOf } from "./graph-connection";
import { LACKS_UPLOAD } from "./lacks-upload";
import type { Scene } from "./load-scene";
import { waitsForNumber } from "./number-pace";

/** A message whose attempt is on record: the call may leave once this is committed. */
export interface BubbleToSend {
  readonly messageId: string;
  readonly connectionId: string;
  readonly attempts: number;
  readonly message: Outgoing;
  /** The WhatsApp id of the message that it answers. */
  readonly repliesTo: string | null;
  readonly to: { readonly waId: string | null; readonly userId: string | null };
  readonly connection: ConnectionAsOf;
}

export interface TakenBubble {
  readonly bubble: BubbleToSend | null;
  /** When there may be something to send, if there is nothing now. */
  readonly until: Date | null;
  /** What is next waits for its file to be uploaded. */
  readonly lacksUpload?: boolean;
  readonly changes: readonly Change[];
}

type Row = OutboxRow & {
  readonly attempts: number;
  readonly payload: Outgoing;
  readonly repliesTo: string | null;
  /** Of its file, if that is uploaded. */
  readonly mediaId: string | null;
};

/**
 * Phase (i) of a send: decides what is next and writes down that it is attempted. What can not or must not leave any more is
 * settled here: withheld, outside the window, unknown, unconfirmed.
 */
export async function takeBubble(sql: Sql, scene: Scene): Promise<TakenBubble> {
  const step = nextOutboxStep(await waitingRows(sql, scene.conversationId), scene);
  if (step.do === "wait") return { bubble: null, until: step.until, changes: [] };
  if (step.do === "upload") return { bubble: null, until: step.until, changes: [], lacksUpload: true };
  if (step.do === "send") return attempt(sql, scene, step.row);
  const changes = await reviseMessage(sql, step.row.id, settled(step.do, scene.now));
  await followMessages(sql, [step.row.id]);
  return { bubble: null, until: null, changes };
}

const waitingRows = (sql: Sql, conversationId: string) =>
  sql.query<Row>(
    `select m.id, m.status, m.sender, m.attempted_at as "attemptedAt", m.next_attempt_at as "nextAttemptAt", m.attempts, m.payload, m.replies_to as "repliesTo",
       (m.payload ->> 'kind' = 'template' or m.payload ? 'fallback') as "isTemplated",
       coalesce(s.waiting ->> 'for' = 'person', false) as "beforeHandOff", d.media_id as "mediaId", ${LACKS_UPLOAD} as "lacksUpload"
     from messages m left join sessions s on s.id = m.session_id
     left join message_media d on d.message_id = m.id join whatsapp_connections w on w.id = m.connection_id
     where m.conversation_id = $1 and m.direction = 'outbound' and m.status in ('Pending', 'Unknown')
     order by m.seq limit 50`,
    [conversationId],
  );

async function attempt(sql: Sql, scene: Scene, row: Row): Promise<TakenBubble> {
  const connection = await graphConnection(sql, scene.connectionId);
  if (!connection) {
    const error = { title: "The connection has no access token", reason: "not-connected" };
    const changes = await reviseMessage(sql, row.id, failed(error, scene.now));
    await followMessages(sql, [row.id]);
    return { bubble: null, until: null, changes };
  }
  const until = await waitsForNumber(sql, scene.connectionId);
  if (until) return { bubble: null, until, changes: [] };
  const attempts = row.attempts + 1;
  const { id: messageId, payload, repliesTo } = row;
  const message = sayable(payload, isWindowOpen(scene, scene.now));
  const attempted = { attemptedAt: scene.now, attempts, nextAttemptAt: null };
  const instead = { type: typeOf(message), content: wordsOf(message), payload: message };
  const changes = message === payload ? [] : await reviseMessage(sql, messageId, instead);
  await noteOnMessage(sql, messageId, attempted);
  await sql.query("update conversations set paid_off_at = $2 where id = $1", [
    scene.conversationId,
    paidOffAfter(scene.paidOffAt, scene.now, PAIR_PACE.everyMs),
  ]);
  const to = { waId: scene.waId, userId: scene.userId };
  const { connectionId } = scene;
  const said = uploaded(message, row.mediaId);
  const bubble = { messageId, connectionId, attempts, message: said, repliesTo, to, connection };
  return { bubble, until: null, changes };
}

/** The template in a message's place, if that may not leave any more. */
const sayable = (message: Outgoing, isOpen: boolean): Outgoing =>
  !isOpen && "fallback" in message && message.fallback ? message.fallback : message;

/** With the id of the upload in the place of the kept file. */
const uploaded = (message: Outgoing, mediaId: string | null): Outgoing =>
  message.kind === "media" && "file" in message.source && mediaId !== null
    ? { ...message, source: { id: mediaId } }
    : message;

type Settling = Exclude<OutboxStep<Row>["do"], "send" | "upload" | "wait">;

const REASONS: Readonly<Record<Exclude<Settling, "mark-unknown">, { title: string; reason: string }>> = {
  "give-up": { title: "WhatsApp never said whether it took this message", reason: "unconfirmed" },
  withhold: { title: "Withheld: a person took the conversation over", reason: "withheld" },
  "close-window": {
    title: "The customer last wrote more than 24 hours ago: only a template may be sent",
    reason: "window-closed",
  },
};

const settled = (what: Settling, now: Date): MessagePatch =>
  what === "mark-unknown" ? { status: "Unknown" } : failed(REASONS[what], now);

const failed = (error: { title: string; reason: string }, now: Date): MessagePatch => ({
  status: "Failed",
  error,
  failedAt: now,
});
