import type { Incoming } from "@/conversation/message";
import { parseDefinition } from "../definition";
import type { HttpResult } from "../http-call";
import type { FlowEnv } from "../session";
import { ENV, incomingOf, said, tapped } from "./facts";
import { lineOf } from "./line-of";
import { answerCall, bubblesOf, handBack, hear, openStage, passTime, type Stage } from "./stage";

/** What happens: the customer writes, taps or sends something; time passes; a call is answered; a person hands back. */
export type Turn =
  | { readonly says: string }
  /** A choice by its title: of the newest bubble that has it, or of the one that begins with `of`. */
  | { readonly taps: string; readonly of?: string; readonly withoutContext?: boolean }
  | { readonly sends: Partial<Incoming> & Pick<Incoming, "type"> }
  | { readonly waits: string }
  /** The call that is waited for: what came back, with a status of 200 unless there is another or an error. */
  | { readonly answers: Partial<HttpResult> }
  | { readonly handsBack: true };

export interface Golden {
  readonly about: string;
  readonly definition: unknown;
  readonly env?: Partial<FlowEnv>;
  readonly script: readonly Turn[];
  readonly transcript: readonly string[];
  /** Some of what the session knows at the end. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Plays a script against a flow, as the worker would: routed, moved, its timers rung when time passes them. */
export function play({ definition: json, env, script }: Pick<Golden, "definition" | "env" | "script">) {
  const parsed = parseDefinition(json);
  if (!parsed.ok) throw new Error(`not a flow: ${JSON.stringify(parsed.problems)}`);
  const stage = openStage(parsed.definition, { ...ENV, ...env });
  const lines: string[] = [];
  for (const turn of script) {
    const heard = stage.log.length;
    const line = customerLine(turn);
    if (line !== null) lines.push(line);
    take(stage, turn);
    lines.push(...stage.log.slice(heard).flatMap((entry) => lineOf(entry) ?? []));
  }
  return { lines, session: stage.session, moves: stage.moves };
}

function customerLine(turn: Turn): string | null {
  if ("says" in turn) return `customer: ${turn.says}`;
  if ("taps" in turn) return `customer taps: ${turn.taps}`;
  return "sends" in turn ? `customer sends: ${turn.sends.type}` : null;
}

function take(stage: Stage, turn: Turn): void {
  if ("says" in turn) hear(stage, said(turn.says));
  else if ("taps" in turn) hear(stage, tapOn(stage, turn));
  else if ("sends" in turn) hear(stage, { incoming: incomingOf(turn.sends) });
  else if ("waits" in turn) passTime(stage, stage.env.now + durationOf(turn.waits));
  else if ("handsBack" in turn) handBack(stage);
  else if (!answerCall(stage, turn.answers)) throw new Error("no call is waited for");
}

function tapOn(stage: Stage, { taps, of, withoutContext }: Extract<Turn, { taps: string }>) {
  for (const { id, message } of bubblesOf(stage)) {
    if (!("choices" in message) || (of !== undefined && !message.text.startsWith(of))) continue;
    const choice = message.choices.find(({ title }) => title === taps);
    if (choice) return tapped({ id: choice.id, title: choice.title }, withoutContext ? undefined : id);
  }
  throw new Error(`nobody offered "${taps}"`);
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function durationOf(text: string): number {
  const [, number, unit] = /^(\d+) ?([smhd])$/.exec(text) ?? [];
  return Number(number) * (UNITS[unit ?? ""] ?? Number.NaN);
}
