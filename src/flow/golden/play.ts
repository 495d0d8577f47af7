import type { Incoming, Outgoing } from "@/conversation/message";
import { wordsOf } from "@/conversation/words";
import { parseDefinition, type FlowDefinition } from "../definition";
import { advance, type Move } from "../engine/advance";
import { compile, type Graph } from "../engine/graph";
import { routeMessage } from "../route-message";
import { newSession, type Effect, type FlowEnv, type FlowEvent, type InboundMessage, type Session } from "../session";
import type { Contender } from "../trigger";
import { triggersOf } from "../triggers-of";
import { ENV, incomingOf, said, tapped } from "./facts";

/** What happens: the customer writes, taps or sends something; time passes; a person hands the conversation back. */
export type Turn =
  | { readonly says: string }
  /** A choice by its title: of the newest bubble that has it, or of the one that begins with `of`. */
  | { readonly taps: string; readonly of?: string; readonly withoutContext?: boolean }
  | { readonly sends: Partial<Incoming> & Pick<Incoming, "type"> }
  | { readonly waits: string }
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

interface Stage {
  readonly definition: FlowDefinition;
  readonly graph: Graph;
  readonly env: FlowEnv;
  session: Session | null;
  effects: readonly Effect[];
  readonly said: Extract<Effect, { kind: "send" }>[];
  readonly moves: Move[];
  readonly lines: string[];
  now: number;
  events: number;
}

/** Plays a script against a flow, as the worker would: routed, moved, its timers rung when time passes them. */
export function play({ definition: json, env, script }: Pick<Golden, "definition" | "env" | "script">) {
  const parsed = parseDefinition(json);
  if (!parsed.ok) throw new Error(`not a flow: ${JSON.stringify(parsed.problems)}`);
  const { definition } = parsed;
  const facts = { ...ENV, ...env };
  const state = { session: null, effects: [], said: [], moves: [], lines: [], now: facts.now, events: 0 };
  const stage: Stage = { definition, graph: compile(definition), env: facts, ...state };
  for (const turn of script) take(stage, turn);
  return { lines: stage.lines, session: stage.session, moves: stage.moves };
}

function take(stage: Stage, turn: Turn): void {
  if ("waits" in turn) {
    pass(stage, stage.now + durationOf(turn.waits));
  } else if ("handsBack" in turn) {
    move(stage, { kind: "handed-back" });
  } else if ("says" in turn) {
    stage.lines.push(`customer: ${turn.says}`);
    receive(stage, said(turn.says));
  } else if ("sends" in turn) {
    stage.lines.push(`customer sends: ${turn.sends.type}`);
    receive(stage, { incoming: incomingOf(turn.sends), at: stage.now });
  } else {
    stage.lines.push(`customer taps: ${turn.taps}`);
    receive(stage, tapOn(stage, turn));
  }
}

function tapOn({ said: bubbles }: Stage, { taps, of, withoutContext }: Extract<Turn, { taps: string }>) {
  for (const { id, message } of bubbles.toReversed()) {
    if (!("choices" in message) || (of !== undefined && !message.text.startsWith(of))) continue;
    const choice = message.choices.find(({ title }) => title === taps);
    if (choice) return tapped({ id: choice.id, title: choice.title }, withoutContext ? undefined : id);
  }
  throw new Error(`nobody offered "${taps}"`);
}

function receive(stage: Stage, given: InboundMessage): void {
  const message = { ...given, at: stage.now };
  const { session, graph, definition } = stage;
  const contenders = triggersOf(definition).map((trigger): Contender => ({
    flowId: "flow",
    priority: 0,
    createdAt: 0,
    trigger,
  }));
  const live = session?.status === "Paused" ? { graph, session } : null;
  const route = routeMessage({ message, ownedByPerson: false, live, contenders, movesLastHour: 0 });
  if (route.do === "nothing" || route.do === "record") stage.lines.push(`(${route.why})`);
  if (route.do === "nothing") return;
  if (route.do === "start") {
    if (route.interrupting) stage.lines.push("(interrupted)");
    stage.session = newSession(`s${stage.events}`);
    move(stage, { kind: "start", triggerNodeId: route.winner.trigger.nodeId, message });
    return;
  }
  move(stage, { kind: "message", message });
}

type Happening = FlowEvent extends infer Event ? (Event extends FlowEvent ? Omit<Event, "id"> : never) : never;

function move(stage: Stage, happening: Happening): void {
  if (!stage.session) throw new Error("there is no session");
  stage.events += 1;
  const event = { ...happening, id: `e${stage.events}` } as FlowEvent;
  const moved = advance(stage.graph, stage.session, event, { ...stage.env, now: stage.now });
  stage.moves.push(moved);
  stage.session = moved.session;
  stage.effects = moved.effects;
  for (const effect of moved.effects) {
    if (effect.kind !== "send") continue;
    stage.said.push(effect);
    stage.lines.push(`bot: ${shown(effect.message)}`);
  }
  const { status, endReason } = moved.session;
  if (status !== "Paused") stage.lines.push(`(${status}: ${endReason})`);
}

/** Lets time pass, and rings on its way the timers that are due. */
function pass(stage: Stage, until: number): void {
  for (;;) {
    const timer = stage.effects.find((effect) => effect.kind === "schedule" && effect.at <= until);
    if (timer?.kind !== "schedule") break;
    stage.now = Math.max(stage.now, timer.at);
    stage.effects = [];
    move(stage, { kind: "timer", timer: timer.timer });
  }
  stage.now = until;
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function durationOf(text: string): number {
  const [, number, unit] = /^(\d+) ?([smhd])$/.exec(text) ?? [];
  return Number(number) * (UNITS[unit ?? ""] ?? Number.NaN);
}

function shown(message: Outgoing): string {
  if (message.kind === "media")
    return `(${message.mediaType}) ${Object.values(message.source).join("")} ${wordsOf(message)}`;
  if (message.kind === "form") return `${message.text} [form: ${message.button}]`;
  if (!("choices" in message)) return wordsOf(message);
  const choices = message.choices.map(({ title, description }) => (description ? `${title} · ${description}` : title));
  const around = [message.header && `${message.header}: `, message.text, message.footer && ` (${message.footer})`];
  const body = around.filter(Boolean).join("");
  if (message.kind === "buttons") return `${body} ${choices.map((choice) => `[${choice}]`).join(" ")}`;
  return `${body} ${message.button} ▾ ${choices.map((choice) => `<${choice}>`).join(" ")}`;
}
