import {
  isExpired,
  type Effect,
  type FlowEnv,
  type FlowEvent,
  type InboundMessage,
  type Session,
  type Waiting,
} from "../session";
import { copyOf, readVariable } from "../variable";
import { withBudget } from "../work-budget";
import { fitsContext } from "./context-size";
import type { Graph } from "./graph";
import { inboundVariables } from "./inbound";
import { run } from "./run";
import { boundTrace, type TraceStep } from "./trace";
import { fail, note, pause, write, type Outcome, type Walk } from "./walk";

export interface Move {
  readonly session: Session;
  readonly effects: readonly Effect[];
  readonly trace: readonly TraceStep[];
}

/**
 * One move of a conversation through its flow: from an event to the next wait, or to the end.
 * Pure: the same arguments give the same session, effects and trace. An event that was taken before, or that the session
 * cannot take, changes nothing.
 */
// eslint-disable-next-line max-params -- the four are the engine's public signature.
export function advance(graph: Graph, session: Session, event: FlowEvent, env: FlowEnv): Move {
  if (event.id === session.lastEventId || !takes(session, event)) return { session, effects: [], trace: [] };
  const revision = session.revision + 1;
  const walk: Walk = {
    graph,
    env,
    waiting: session.waiting,
    effectId: (index) => `${session.id}:${revision}:${index}`,
    context: copyOf(session.context),
    readable: null,
    nodeId: session.currentNodeId,
    contact: env.contact,
    visited: 0,
    bubbles: 0,
    effects: [],
    steps: [],
    reads: [],
    writes: [],
    notes: [],
  };
  const outcome = withBudget(() => settle(walk, begin(walk, session, event)));
  const moved = { ...session, revision, lastEventId: event.id, currentNodeId: outcome.nodeId };
  return close(walk, moved, outcome);
}

function takes({ status, currentNodeId, waiting }: Session, event: FlowEvent): boolean {
  if (event.kind === "start") return status === "Active" && currentNodeId === null;
  if (event.kind === "effect-result" && !(waiting?.for === "call" && waiting.callId === event.effectId)) return false;
  return status === "Paused";
}

function begin(walk: Walk, session: Session, event: FlowEvent): Outcome {
  switch (event.kind) {
    case "start":
      return start(walk, event);
    case "message":
      receive(walk, event.message);
      if (isExpired(session, event.message.at)) return expire(walk);
      return run(walk, session.currentNodeId, { by: "message", message: event.message });
    case "timer":
      return wakeByClock(walk, session);
    case "effect-result":
      return run(walk, session.currentNodeId, { by: "result", result: event.result });
    case "handed-back":
      return session.waiting?.for === "person" ? run(walk, session.currentNodeId, { by: "person" }) : stay(walk);
  }
}

function start(walk: Walk, { triggerNodeId, message }: Extract<FlowEvent, { kind: "start" }>): Outcome {
  if (message) {
    receive(walk, message);
    write(walk, "triggerMessage", walk.context["input"] ?? "");
  }
  const keyword = readVariable(walk.graph.nodes.get(triggerNodeId)?.data, "keyword");
  if (typeof keyword === "string") write(walk, "triggerKeyword", keyword);
  return run(walk, triggerNodeId, null);
}

function receive(walk: Walk, message: InboundMessage): void {
  const variables = inboundVariables(walk.context, message, walk.env);
  Object.assign(walk.context, variables);
  walk.writes.push(...Object.keys(variables));
}

/** Which timer rang does not matter, only what is due: one that rings early or late finds the session as it is. */
function wakeByClock(walk: Walk, session: Session): Outcome {
  const { waiting, currentNodeId } = session;
  const { now } = walk.env;
  if (waiting?.for === "time" && now >= waiting.until) return run(walk, currentNodeId, { by: "time" });
  const isTimedOut = waiting?.for === "reply" && waiting.timeoutAt !== null && now >= waiting.timeoutAt;
  if (isTimedOut) return run(walk, currentNodeId, { by: "timeout" });
  return isExpired(session, now) ? expire(walk) : stay(walk);
}

function expire(walk: Walk): Outcome {
  note(walk, { why: "nobody answered for too long" });
  return { status: "Completed", nodeId: walk.nodeId, reason: "expired" };
}

function stay(walk: Walk): Outcome {
  note(walk, { why: "goes on waiting" });
  return pause(walk);
}

/** A move whose context grew too large is an error, whatever else it came to. */
function settle(walk: Walk, outcome: Outcome): Outcome {
  if (outcome.status === "Completed") write(walk, "endReason", outcome.reason);
  if (outcome.status === "Errored" || fitsContext(walk.context)) return outcome;
  return fail(walk, "context-too-large");
}

/** An errored move leaves nothing behind but its reason: nothing is sent, and the context is the one it found. */
function close({ context, effects, steps, effectId }: Walk, moved: Session, outcome: Outcome): Move {
  const trace = boundTrace(steps);
  if (outcome.status === "Paused") {
    const session: Session = { ...moved, context, status: "Paused", waiting: outcome.waiting };
    const timer = timerOf(outcome.waiting);
    const schedule: Effect[] = timer ? [{ kind: "schedule", id: effectId(effects.length), ...timer }] : [];
    return { session, effects: [...effects, ...schedule], trace };
  }
  const session = { ...moved, status: outcome.status, waiting: null, endReason: outcome.reason };
  if (outcome.status === "Completed") return { session: { ...session, context }, effects, trace };
  return { session, effects: [], trace: trace.map((step) => ({ ...step, effects: [] })) };
}

/** The one timer that can come first; null while only the world can end the wait. */
function timerOf(waiting: Waiting): Pick<Extract<Effect, { kind: "schedule" }>, "timer" | "at"> | null {
  if (waiting.for === "time") return { timer: "time", at: waiting.until };
  if (waiting.for !== "reply") return null;
  const { timeoutAt, expiresAt } = waiting;
  return timeoutAt === null ? { timer: "expiry", at: expiresAt } : { timer: "timeout", at: timeoutAt };
}
