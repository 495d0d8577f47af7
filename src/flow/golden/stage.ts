import type { FlowDefinition } from "../definition";
import { advance, type Move } from "../engine/advance";
import { contactAfter } from "../engine/contact-after";
import { compile, type Graph } from "../engine/graph";
import type { HttpResult } from "../http-call";
import { routeMessage } from "../route-message";
import { newSession, type Effect, type FlowEnv, type FlowEvent, type InboundMessage, type Session } from "../session";
import type { Contender } from "../trigger";
import { triggersOf } from "../triggers-of";

/** What came of something that happened: an effect, or a remark about the flow, such as why it does not answer. */
export type StageEntry =
  { readonly kind: "effect"; readonly effect: Effect } | { readonly kind: "remark"; readonly text: string };

/** A customer's conversation with one flow without the world: time passes, and calls are answered, when it is said. */
export interface Stage {
  readonly graph: Graph;
  readonly contenders: readonly Contender[];
  env: FlowEnv;
  session: Session | null;
  /** What the last move asked for. */
  effects: readonly Effect[];
  readonly moves: Move[];
  readonly log: StageEntry[];
  events: number;
}

export function openStage(definition: FlowDefinition, env: FlowEnv): Stage {
  const contenders = triggersOf(definition).map((trigger): Contender => ({
    flowId: "flow",
    priority: 0,
    createdAt: 0,
    trigger,
  }));
  return { graph: compile(definition), contenders, env, session: null, effects: [], moves: [], log: [], events: 0 };
}

/** The customer does something: it is routed and moves the session as the worker would do it. */
export function hear(stage: Stage, given: Omit<InboundMessage, "at">): void {
  const message = { ...given, at: stage.env.now };
  const { session, graph, contenders } = stage;
  const live = session?.status === "Paused" ? { graph, session } : null;
  const ownedByPerson = live?.session.waiting?.for === "person";
  const route = routeMessage({ message, ownedByPerson, live, contenders, movesLastHour: 0 });
  if (route.do === "nothing" || route.do === "record") remark(stage, route.why);
  if (route.do === "nothing") return;
  if (route.do !== "start") {
    move(stage, { kind: "message", message });
    return;
  }
  if (route.interrupting) remark(stage, "interrupted");
  stage.session = newSession(`s${stage.events}`);
  move(stage, { kind: "start", triggerNodeId: route.winner.trigger.nodeId, message });
}

/** All that was said, the newest first. */
export const bubblesOf = ({ log }: Stage): readonly Extract<Effect, { kind: "send" }>[] =>
  log.flatMap((entry) => (entry.kind === "effect" && entry.effect.kind === "send" ? [entry.effect] : [])).reverse();

/** Lets time pass, and rings on its way the timers that are due. */
export function passTime(stage: Stage, until: number): void {
  for (let timer = timerOf(stage); timer && timer.at <= until; timer = timerOf(stage)) {
    stage.env = { ...stage.env, now: Math.max(stage.env.now, timer.at) };
    stage.effects = [];
    move(stage, { kind: "timer", timer: timer.timer });
  }
  stage.env = { ...stage.env, now: until };
}

/** The timer that is pending. */
export const timerOf = ({ effects }: Stage): Extract<Effect, { kind: "schedule" }> | undefined =>
  effects.find((effect) => effect.kind === "schedule");

/**
 * The call that the session waits for is answered, with a status of 200 unless there is another or an error.
 * False when it waits for none.
 */
export function answerCall(stage: Stage, result: Partial<HttpResult>): boolean {
  const waiting = stage.session?.waiting;
  if (waiting?.for !== "call") return false;
  const { status = result.error ? null : 200, body = null } = result;
  const error = status === null || (status >= 200 && status < 300) ? null : "status";
  move(stage, { kind: "effect-result", effectId: waiting.callId, result: { body, error, ...result, status } });
  return true;
}

/** A person gives the conversation back to the flow. */
export const handBack = (stage: Stage): void => move(stage, { kind: "handed-back" });

type Happening = FlowEvent extends infer Event ? (Event extends FlowEvent ? Omit<Event, "id"> : never) : never;

function move(stage: Stage, happening: Happening): void {
  const { graph, session, env } = stage;
  if (!session) throw new Error("there is no session");
  stage.events += 1;
  const moved = advance(graph, session, { ...happening, id: `e${stage.events}` }, env);
  // What cannot take the event is as it was: its timer is still pending.
  if (moved.session === session) return;
  stage.moves.push(moved);
  stage.session = moved.session;
  stage.effects = moved.effects;
  for (const effect of moved.effects) {
    stage.log.push({ kind: "effect", effect });
    if (effect.kind !== "update-contact") continue;
    stage.env = { ...stage.env, contact: contactAfter(stage.env.contact, effect.change) };
  }
  const { status, endReason } = moved.session;
  if (status !== "Paused") remark(stage, `${status}: ${endReason}`);
}

const remark = (stage: Stage, text: string): number => stage.log.push({ kind: "remark", text });
