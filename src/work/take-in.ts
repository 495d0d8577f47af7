import { changeContact } from "@/contact/server/change-contact";
import type { Change } from "@/conversation/change";
import { isOfferedToFlows, type Incoming } from "@/conversation/message";
import { preview } from "@/conversation/preview";
import { typeOf, wordsOf } from "@/conversation/words";
import { appendMessages, type NewMessage } from "@/conversation/server/append-messages";
import { expectMedia } from "@/conversation/server/expect-media";
import { changeConversation } from "@/conversation/server/change-conversation";
import { failSession } from "@/flow/server/sessions";
import { runFlow, type Bubble, type FlowInput, type FlowRun } from "@/flow/server/run-flow";
import type { Sql } from "@/platform/db/door";
import { newId } from "@/platform/id";
import { log } from "@/platform/log";
import type { WorkedEvent } from "./announce-events";
import { flowSceneOf, restsUntil } from "./flow-scene";
import { followIdentity } from "./follow-identity";
import type { Scene } from "./load-scene";
import { MOST_TRIES } from "./heads";
import { markEvent } from "./mark-event";
import { countInbound } from "./number-pace";
import type { DoneCall, DueTimer, Input, StoredEvent } from "./next-input";
import type { Marks } from "./tell-read";
import { toMessage, type Received } from "./to-message";

/** What taking in one event or timer came to, told once it is committed. */
export interface TakenIn {
  readonly changes: readonly Change[];
  readonly events: readonly WorkedEvent[];
  /** Bubbles are going to leave: what the customer may see of it before. */
  readonly starts: { readonly conversationId: string; readonly contactId: string; readonly marks: Marks | null } | null;
  /** Calls are going to be made. */
  readonly calls: boolean;
}

/** Takes in the next event, due timer or answer of a conversation: the message's row, the flow's move and what it says, all or nothing. */
export async function takeIn(sql: Sql, scene: Scene, input: Input): Promise<TakenIn> {
  if (input.what === "handed-back") return goOn(sql, scene, { by: "person", ...input });
  if (input.tries >= MOST_TRIES) return giveUp(sql, scene, input);
  const until = restsUntil(scene);
  if (input.what !== "event" && until) return putOff(sql, input, until);
  switch (input.what) {
    case "timer":
      return takeInTimer(sql, scene, input);
    case "call":
      return takeInAnswer(sql, scene, input);
    case "event":
      return takeInEvent(sql, scene, input);
  }
}

/** After too many tries the next one passes. People still see what the customer wrote, and that nobody answers. */
async function giveUp(sql: Sql, scene: Scene, input: StoredEvent | DueTimer | DoneCall): Promise<TakenIn> {
  log.error({ [`${input.what}Id`]: input.id }, `Gave up after ${MOST_TRIES} tries`);
  const turned = await changeConversation(sql, scene.conversationId, { state: "waiting" });
  if (input.what !== "event") {
    await failSession(sql, input.sessionId, `${input.what}-failed`);
    return { changes: turned, events: [], starts: null, calls: false };
  }
  const shown = await attempt(sql, async () => {
    const received = toMessage(input);
    return (await isKnown(sql, scene, received)) ? [] : show(sql, scene, received);
  });
  await markEvent(sql, input.id, { state: "failed", outcome: `gave up after ${MOST_TRIES} tries` });
  const events: WorkedEvent[] = [{ id: input.id, kind: input.kind, state: "failed" }];
  return { changes: [...turned, ...(shown ?? [])], events, starts: null, calls: false };
}

/** What `work` answers, or null when it fails: then nothing of it remains. */
async function attempt<T>(sql: Sql, work: () => Promise<T>): Promise<T | null> {
  await sql.query("savepoint attempt");
  try {
    return await work();
  } catch (error) {
    log.error({ err: error }, "What is given up can not be shown either");
    await sql.query("rollback to savepoint attempt");
    return null;
  }
}

/** Leaves a timer or an answer for later. What the customer writes passes it. */
async function putOff(sql: Sql, { what, id }: DueTimer | DoneCall, until: Date): Promise<TakenIn> {
  const row = what === "timer" ? "timers set fire_at" : "http_calls set done_at";
  await sql.query(`update ${row} = $2 where id = $1`, [id, until]);
  return { changes: [], events: [], starts: null, calls: false };
}

async function takeInTimer(sql: Sql, scene: Scene, timer: DueTimer): Promise<TakenIn> {
  await sql.query("delete from timers where id = $1", [timer.id]);
  return goOn(sql, scene, { by: "timer", timerId: timer.id, timer: timer.timer });
}

async function takeInAnswer(sql: Sql, scene: Scene, { id, result }: DoneCall): Promise<TakenIn> {
  await sql.query("delete from http_calls where id = $1", [id]);
  return goOn(sql, scene, { by: "call", callId: id, result });
}

/** A move that no message began. */
async function goOn(sql: Sql, scene: Scene, input: FlowInput): Promise<TakenIn> {
  const run = await runFlow(sql, flowSceneOf(scene), input);
  return { changes: await carryOut(sql, scene, run), events: [], starts: startsOf(scene, run, null), calls: run.calls };
}

async function takeInEvent(sql: Sql, scene: Scene, event: StoredEvent): Promise<TakenIn> {
  const received = toMessage(event);
  countInbound(scene.connectionId);
  const worked = (state: WorkedEvent["state"]): WorkedEvent[] => [{ id: event.id, kind: event.kind, state }];
  if (await isKnown(sql, scene, received)) {
    await markEvent(sql, event.id, { state: "ignored", outcome: "this message is here already" });
    return { changes: [], events: worked("ignored"), starts: null, calls: false };
  }
  const shown = await show(sql, scene, received);
  if (received.changed) await followIdentity(sql, scene, received.changed);
  const run = await answer(sql, scene, { event, received });
  const said = await carryOut(sql, scene, run);
  await markEvent(sql, event.id, {
    state: "processed",
    outcome: run?.outcome ?? "shown",
    ...(run && { trace: run.trace }),
  });
  const turned = await turn(sql, scene, run);
  return {
    changes: [...shown, ...said, ...turned],
    events: worked("processed"),
    starts: startsOf(scene, run, received.waMessageId),
    calls: run?.calls ?? false,
  };
}

/** A message that no flow answers waits for a person; one that is answered waits no more. */
async function turn(sql: Sql, { conversationId, state, owner }: Scene, run: FlowRun | null): Promise<Change[]> {
  if (!run || run.handOff || owner === "person") return [];
  const wanted = run.answered ? "open" : "waiting";
  return wanted === state ? [] : changeConversation(sql, conversationId, { state: wanted });
}

function startsOf(scene: Scene, run: FlowRun | null, waMessageId: string | null): TakenIn["starts"] {
  if (!run || run.bubbles.length === 0) return null;
  const { conversationId, contactId, connectionId, marksRead } = scene;
  const marks = marksRead && waMessageId !== null ? { connectionId, waMessageId } : null;
  return { conversationId, contactId, marks };
}

async function isKnown(sql: Sql, { connectionId }: Scene, { waMessageId }: Received): Promise<boolean> {
  const known = await sql.query("select 1 from messages where connection_id = $1 and wa_message_id = $2", [
    connectionId,
    waMessageId,
  ]);
  return known.length > 0;
}

async function show(sql: Sql, scene: Scene, received: Received): Promise<Change[]> {
  const { incoming, waMessageId, sender, at, toldSha256 } = received;
  const { media } = incoming;
  if (sender === "contact" && at) {
    await sql.query(
      "update conversations set last_inbound_at = greatest(last_inbound_at, least($2, clock_timestamp())) where id = $1",
      [scene.conversationId, at],
    );
  }
  const message: NewMessage = {
    id: newId(),
    direction: sender === "contact" ? "inbound" : "outbound",
    sender,
    type: incoming.type,
    content: incoming.type === "text" ? (incoming.text ?? "") : preview(incoming),
    payload: incoming,
    status: sender === "contact" ? "Delivered" : "Sent",
    waMessageId,
    repliesTo: incoming.repliesTo,
  };
  const changes = await appendMessages(sql, scene.conversationId, [message]);
  if (media) {
    const { id: mediaId, mimeType } = media;
    await expectMedia(sql, { messageId: message.id, mediaId, mimeType, toldSha256 });
  }
  return changes;
}

async function answer(
  sql: Sql,
  scene: Scene,
  { event, received }: { event: StoredEvent; received: Received },
): Promise<FlowRun | null> {
  const { incoming, sender, at } = received;
  const mayAnswer = event.kind === "message" && sender === "contact" && isOfferedToFlows(incoming);
  if (!mayAnswer || scene.organizationStatus !== "active") return null;
  const answers = await answeredEffect(sql, scene, incoming);
  const message = { incoming, at: (at ?? scene.now).getTime(), ...(answers !== undefined && { answers }) };
  const input: FlowInput = { by: "message", eventId: event.id, message };
  return runFlow(sql, flowSceneOf(scene), input);
}

/** The effect that sent the bubble a message answers; null when none did, undefined when it answers nothing. */
async function answeredEffect(
  sql: Sql,
  { connectionId }: Scene,
  { repliesTo }: Incoming,
): Promise<string | null | undefined> {
  if (repliesTo === null) return undefined;
  const [message] = await sql.query<{ effectId: string | null }>(
    `select effect_id as "effectId" from messages where connection_id = $1 and wa_message_id = $2`,
    [connectionId, repliesTo],
  );
  return message?.effectId ?? null;
}

/** What a move said and changed. Bubbles come first: what the flow says before it hands over still leaves. */
async function carryOut(sql: Sql, scene: Scene, run: FlowRun | null): Promise<Change[]> {
  if (!run?.moved) return [];
  const { conversationId, contactId } = scene;
  await countMove(sql, conversationId);
  for (const change of run.contactChanges) await changeContact(sql, contactId, change);
  const said = await appendMessages(sql, conversationId, run.bubbles.map(toNewMessage));
  const { handOff } = run;
  if (!handOff) return said;
  return [...said, ...(await changeConversation(sql, conversationId, { owner: "person", state: "waiting", handOff }))];
}

const toNewMessage = ({ effectId, nodeId, sessionId, message }: Bubble): NewMessage => ({
  id: newId(),
  direction: "outbound",
  sender: "bot",
  type: typeOf(message),
  content: wordsOf(message),
  payload: message,
  status: "Pending",
  effectId,
  nodeId,
  sessionId,
});

async function countMove(sql: Sql, conversationId: string): Promise<void> {
  await sql.query(
    `update conversations set
       moves = case when moves_since < clock_timestamp() - interval '1 hour' then 1 else moves + 1 end,
       moves_since = case when moves_since < clock_timestamp() - interval '1 hour' then clock_timestamp() else moves_since end
     where id = $1`,
    [conversationId],
  );
}
