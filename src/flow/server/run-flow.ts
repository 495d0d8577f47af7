import type { Outgoing } from "@/conversation/message";
import type { Sql } from "@/platform/db/door";
import { newId } from "@/platform/id";
import { advance, type Move } from "../engine/advance";
import type { TraceStep } from "../engine/trace";
import type { HttpResult } from "../http-call";
import { routeMessage, type Route } from "../route-message";
import {
  isExpired,
  newSession,
  type ContactChange,
  type FlowEnv,
  type FlowEvent,
  type InboundMessage,
} from "../session";
import { callOf, callsIn } from "./calls";
import { keepMove } from "./later-moves";
import { loadGraph, type LoadedGraph } from "./load-graph";
import { loadTriggers, type LoadedTrigger } from "./load-triggers";
import { endSession, findLiveSession, saveSession, type LiveSession } from "./sessions";

/** The conversation a flow runs in, with its row locked. */
export interface FlowScene {
  readonly conversationId: string;
  readonly organizationId: string;
  readonly connectionId: string;
  readonly contactId: string;
  readonly owner: "bot" | "person";
  readonly movesLastHour: number;
  readonly movesPerHour?: number;
  readonly env: Omit<FlowEnv, "flow">;
}

export type FlowInput =
  | { readonly by: "message"; readonly eventId: string; readonly message: InboundMessage }
  | { readonly by: "timer"; readonly timerId: string; readonly timer: "time" | "timeout" | "expiry" }
  | { readonly by: "call"; readonly callId: string; readonly result: HttpResult }
  /** A person gave the conversation back, whose flow had asked for one. */
  | { readonly by: "person"; readonly sessionId: string; readonly revision: number };

export interface Bubble {
  readonly effectId: string;
  readonly nodeId: string;
  readonly sessionId: string;
  readonly message: Outgoing;
}

/** What is kept of a run: why this flow, and every step of it. */
export interface FlowTrace {
  readonly decision?: object;
  readonly session?: {
    readonly id: string;
    readonly flowId: string;
    readonly flow: string;
    readonly version: number;
    readonly revision: number;
    readonly status: string;
  };
  readonly steps: readonly TraceStep[];
}

export interface FlowRun {
  /** In few words, for the event. */
  readonly outcome: string;
  readonly moved: boolean;
  /** Whether the flow did something about a message; one that is only recorded waits for a person. */
  readonly answered: boolean;
  readonly bubbles: readonly Bubble[];
  readonly contactChanges: readonly ContactChange[];
  /** The flow gives the conversation to people. */
  readonly handOff: { readonly queue: string | null; readonly note: string | null } | null;
  /** Calls are to be made: their lane wants to be woken. */
  readonly calls: boolean;
  readonly trace: FlowTrace;
}

/**
 * Lets the flows answer a message, or a timer or an answer wake its session. Writes the session, its timers and its calls; what
 * to say is returned.
 */
export async function runFlow(sql: Sql, scene: FlowScene, input: FlowInput): Promise<FlowRun> {
  const session = await findLiveSession(sql, scene.conversationId);
  const live = session && { session, loaded: await loadGraph(sql, session.flowVersionId) };
  if (input.by !== "message") return goOn(sql, scene, { live, input });
  const route = routeMessage<LoadedTrigger>({
    message: input.message,
    ownedByPerson: scene.owner === "person",
    live: live && { graph: live.loaded.graph, session: live.session },
    contenders: await loadTriggers(sql, scene.connectionId),
    movesLastHour: scene.movesLastHour,
    ...(scene.movesPerHour !== undefined && { maxMovesPerHour: scene.movesPerHour }),
  });
  const decision = decisionOf(route);
  const event: FlowEvent = { kind: "message", id: input.eventId, message: input.message };
  switch (route.do) {
    case "nothing":
      return { ...nothing(route.why), trace: { decision, steps: [] } };
    case "continue":
    case "record": {
      if (!live) return nothing("no-session");
      const run = await move(sql, scene, { ...live, event });
      return { ...withDecision(run, decision), answered: run.answered && route.do === "continue" };
    }
    case "start":
      if (live)
        await endSession(sql, live.session, isExpired(live.session, input.message.at) ? "expired" : "interrupted");
      return withDecision(await start(sql, scene, { trigger: route.winner, input }), decision);
  }
}

/** What wakes a session that no message does. */
export type Waker = Exclude<FlowInput, { by: "message" }>;

async function goOn(
  sql: Sql,
  scene: FlowScene,
  { live, input }: { live: { session: LiveSession; loaded: LoadedGraph } | null; input: Waker },
): Promise<FlowRun> {
  if (!live) return nothing("the session had ended");
  if (input.by === "call" && callOf(live.session) !== input.callId) return nothing("nobody waits for this answer");
  const run = await move(sql, scene, { ...live, event: eventOf(input) });
  if (run.moved) await keepMove(sql, scene.organizationId, { input, trace: run.trace });
  return run;
}

function eventOf(input: Waker): FlowEvent {
  if (input.by === "timer") return { kind: "timer", id: input.timerId, timer: input.timer };
  if (input.by === "call") {
    const { callId, result } = input;
    return { kind: "effect-result", id: `${callId}:result`, effectId: callId, result };
  }
  return { kind: "handed-back", id: `${input.sessionId}:${input.revision}:handed-back` };
}

const nothing = (outcome: string): FlowRun => ({
  outcome,
  moved: false,
  answered: false,
  bubbles: [],
  contactChanges: [],
  handOff: null,
  calls: false,
  trace: { steps: [] },
});
const withDecision = (run: FlowRun, decision: object): FlowRun => ({ ...run, trace: { decision, ...run.trace } });

async function start(
  sql: Sql,
  scene: FlowScene,
  { trigger, input }: { trigger: LoadedTrigger; input: Extract<FlowInput, { by: "message" }> },
): Promise<FlowRun> {
  const session = {
    ...newSession(newId()),
    flowId: trigger.flowId,
    flowVersionId: trigger.flowVersionId,
    isNew: true,
  };
  const loaded = await loadGraph(sql, trigger.flowVersionId);
  const event: FlowEvent = {
    kind: "start",
    id: input.eventId,
    triggerNodeId: trigger.trigger.nodeId,
    message: input.message,
  };
  return move(sql, scene, { session, loaded, event });
}

async function move(
  sql: Sql,
  scene: FlowScene,
  { session, loaded, event }: { session: LiveSession; loaded: LoadedGraph; event: FlowEvent },
): Promise<FlowRun> {
  const moved = advance(loaded.graph, session, event, { ...scene.env, flow: { name: loaded.flowName } });
  if (moved.session === session) return nothing("the session took this before");
  await saveSession(sql, scene, { session, moved });
  return {
    outcome: outcomeOf(moved, loaded.flowName),
    moved: true,
    answered: moved.session.status !== "Errored",
    bubbles: bubblesOf(moved),
    contactChanges: moved.effects.flatMap((effect) => (effect.kind === "update-contact" ? [effect.change] : [])),
    handOff: moved.effects.find((effect) => effect.kind === "hand-off") ?? null,
    calls: callsIn(moved).length > 0,
    trace: {
      session: {
        id: session.id,
        flowId: session.flowId,
        flow: loaded.flowName,
        version: loaded.version,
        revision: moved.session.revision,
        status: moved.session.status,
      },
      steps: moved.trace,
    },
  };
}

const bubblesOf = ({ session, effects }: Move): Bubble[] =>
  effects.flatMap((effect) =>
    effect.kind === "send"
      ? [{ effectId: effect.id, nodeId: effect.nodeId, sessionId: session.id, message: effect.message }]
      : [],
  );

function outcomeOf({ session }: Move, flowName: string): string {
  if (session.status === "Paused") return `flow "${flowName}" waits`;
  return `flow "${flowName}" ended: ${session.endReason ?? session.status}`;
}

function decisionOf(route: Route<LoadedTrigger>): object {
  if (route.do !== "start") return route;
  const named = ({ flowId, flowName, trigger, priority }: LoadedTrigger) => ({
    flowId,
    flowName,
    priority,
    ...trigger,
  });
  const losers = route.losers.map(({ contender, why }) => ({ ...named(contender), why }));
  return { do: route.do, interrupting: route.interrupting, winner: named(route.winner), losers };
}
