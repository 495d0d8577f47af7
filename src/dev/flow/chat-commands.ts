import type { Incoming } from "@/conversation/message";
import type { TraceStep } from "@/flow/engine/trace";
import { incomingOf } from "@/flow/golden/facts";
import { answerCall, bubblesOf, handBack, hear, passTime, timerOf, type Stage } from "@/flow/golden/stage";
import { parseJson } from "@/flow/variable";

interface ChatCommand {
  /** How it is written, and what it does. */
  readonly usage: string;
  readonly help: string;
  /** Does it, and says what is to be read beside what the flow does. */
  run(stage: Stage, given: string): string | null;
}

/** What can happen in a chat beside words. */
export const COMMANDS: Readonly<Record<string, ChatCommand>> = {
  skip: { usage: ":skip", help: "lets the time pass that is waited for", run: skip },
  answer: { usage: ':answer 200 {"a":1}', help: "answers the call; `:answer none` when nobody does", run: answer },
  back: { usage: ":back", help: "the people who have the conversation hand it back", run: back },
  send: { usage: ":send image", help: "a file; or location, contacts, any type of message", run: send },
  form: { usage: ':form {"name":"Ana"}', help: "fills in the form that was sent last", run: form },
  vars: { usage: ":vars", help: "the variables of the session", run: vars },
  trace: { usage: ":trace", help: "what the last move did, node by node", run: trace },
  help: { usage: ":help", help: "this", run: help },
};

function help(): string {
  const lines = Object.values(COMMANDS).map(({ usage, help }) => `  ${usage.padEnd(22)}${help}`);
  return ["Write what the customer writes, or the number of a choice. Beside that:", ...lines, "  :quit"].join("\n");
}

function vars({ session }: Stage): string {
  return JSON.stringify(session?.context ?? {}, null, 2);
}

function skip(stage: Stage): string | null {
  const timer = timerOf(stage);
  if (!timer) return "Nothing waits for a time.";
  passTime(stage, timer.at);
  return `(it is ${new Date(timer.at).toISOString()})`;
}

function answer(stage: Stage, given: string): string | null {
  const [, status, body = ""] = /^(\d{3}|none)\s*(.*)$/s.exec(given) ?? [];
  if (status === undefined) return 'Say the status and the body: :answer 200 {"a":1}';
  const answered = { status: Number(status), body: parseJson(body) ?? body };
  const result = status === "none" ? { error: "timeout" } : answered;
  return answerCall(stage, result) ? null : "No call is waited for.";
}

function back(stage: Stage): string | null {
  if (stage.session?.waiting?.for !== "person") return "No people have the conversation.";
  handBack(stage);
  return null;
}

const MEDIA = new Set(["image", "video", "audio", "document", "sticker"]);

function send(stage: Stage, given: string): string | null {
  const type = given.trim() as Incoming["type"];
  const file = { id: "media-1", mimeType: null, caption: null, filename: null, voice: false };
  const place = { latitude: 4.6533, longitude: -74.0836, name: null, address: null };
  const media = MEDIA.has(type) ? file : null;
  hear(stage, { incoming: incomingOf({ type, media, location: type === "location" ? place : null }) });
  return null;
}

function form(stage: Stage, given: string): string | null {
  const sent = bubblesOf(stage).find(({ message }) => message.kind === "form");
  if (sent?.message.kind !== "form") return "No form was sent.";
  const answers = parseJson(given);
  if (answers === undefined) return 'Say the answers as JSON: :form {"name":"Ana"}';
  const incoming = incomingOf({ type: "interactive", form: { token: sent.message.token, answers } });
  hear(stage, { incoming, answers: sent.id });
  return null;
}

function trace({ moves }: Stage): string {
  return moves.at(-1)?.trace.map(stepLine).join("\n") ?? "Nothing has moved yet.";
}

function stepLine({ nodeId, why, way, reads, writes, notes }: TraceStep): string {
  const parts = [
    ...(way === undefined ? [] : [`→ ${way ?? "next"}`]),
    ...(reads.length > 0 ? [`reads ${reads.join(", ")}`] : []),
    ...(writes.length > 0 ? [`writes ${writes.join(", ")}`] : []),
    ...notes,
  ];
  return [`  ${nodeId ?? "-"}: ${why}`, ...parts].join("  ");
}
