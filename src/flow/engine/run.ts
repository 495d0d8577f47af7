import type { Waiting } from "../session";
import { isSpent } from "../work-budget";
import { fitsContext } from "./context-size";
import type { GraphNode } from "./graph";
import { MAX_BUBBLES, MAX_NODES } from "./guards";
import type { Decision, Scope, Wake } from "./node-type";
import { scopeOf } from "./scope";
import { changeContact, fail, nextId, note, order, pause, say, write, type Outcome, type Walk } from "./walk";

/** Walks from one node to the next until the flow waits or ends. With a wake, the first node is one that waited. */
export function run(walk: Walk, from: string | null, wake: Wake | null): Outcome {
  const scope = scopeOf(walk);
  let next: string | null | Outcome = from;
  let woken = wake;
  while (typeof next === "string" || next === null) {
    walk.nodeId = next;
    next = visit(walk, scope, woken);
    woken = null;
  }
  return next;
}

/** What one node does: the next node's id, or how the move ends. */
function visit(walk: Walk, scope: Scope, wake: Wake | null): string | Outcome {
  const node = walk.graph.nodes.get(walk.nodeId ?? "");
  if (!node) return fail(walk, "no-such-node");
  walk.visited += 1;
  if (walk.visited > MAX_NODES) return fail(walk, "loop");

  const { id, type, data } = node;
  const decision = wake ? resume(node, scope, wake) : type.enter(data, scope);
  const { bubbles, asked, effects } = carryOut(walk, id, decision);
  const { why } = decision;
  note(walk, decision.do === "go" ? { why, way: decision.way, effects } : { why, effects });

  if (walk.bubbles > MAX_BUBBLES) return fail(walk, "loop");
  if (isSpent()) return fail(walk, "too-much-work");
  // Each value at once, not only all of them at the end: one that doubles itself grows beyond any memory in one move.
  if (decision.set && !fitsContext(decision.set)) return fail(walk, "context-too-large");
  return follow(walk, id, { decision, wake, bubbles, asked });
}

/** What a node said, changed and asked for, as effects. */
function carryOut(walk: Walk, nodeId: string, decision: Decision) {
  for (const path in decision.set) write(walk, path, decision.set[path] ?? null);
  const bubbles = decision.say?.map((message) => say(walk, nodeId, message)) ?? [];
  const changes = decision.contact ? [changeContact(walk, nodeId, decision.contact)] : [];
  const asked = ask(walk, nodeId, decision);
  return { bubbles, asked, effects: [...bubbles, ...changes, ...(asked === null ? [] : [asked])] };
}

/** What a decision asks of others than the customer. */
function ask(walk: Walk, nodeId: string, decision: Decision): string | null {
  const id = nextId(walk);
  if (decision.do === "call") return order(walk, { kind: "call-http", id, nodeId, request: decision.request });
  if (decision.do !== "hand-off") return null;
  const { queue, note: said } = decision;
  write(walk, "handoffQueue", queue);
  write(walk, "handoffNote", said);
  return order(walk, { kind: "hand-off", id, nodeId, queue, note: said });
}

const resume = ({ type, data }: GraphNode, scope: Scope, wake: Wake): Decision =>
  type.resume?.(data, scope, wake) ?? { do: "stay", why: "nothing wakes this node" };

interface Decided {
  readonly decision: Decision;
  readonly bubbles: readonly string[];
  /** The effect that asks others than the customer. */
  readonly asked: string | null;
  readonly wake: Wake | null;
}

function follow(walk: Walk, nodeId: string, { decision, bubbles, asked, wake }: Decided): string | Outcome {
  const since = walk.env.now;
  switch (decision.do) {
    case "go":
      return walk.graph.edges.get(nodeId)?.get(decision.way) ?? { status: "Completed", nodeId, reason: "no-next" };
    case "jump":
      return decision.to;
    case "ask":
      return { status: "Paused", nodeId, waiting: questionOf(walk, { ...decision, bubbles, wake }) };
    case "sleep":
      return { status: "Paused", nodeId, waiting: { for: "time", since, until: decision.until } };
    case "call":
      return { status: "Paused", nodeId, waiting: { for: "call", since, callId: asked ?? "" } };
    case "hand-off":
      return { status: "Paused", nodeId, waiting: { for: "person", since } };
    case "stay":
      return pause(walk);
    case "end":
      return { status: "Completed", nodeId, reason: decision.reason };
    case "fail":
      return { status: "Errored", nodeId, reason: decision.reason };
  }
}

type Question = Extract<Decision, { do: "ask" }> & Pick<Decided, "bubbles" | "wake">;

function questionOf({ env, waiting }: Walk, { attempts, timeoutSeconds, clue, bubbles, wake }: Question): Waiting {
  const since = env.now;
  const timeoutAt = timeoutSeconds === null ? null : since + timeoutSeconds * 1000;
  // A flow that gives its customer a week has said so; the idle end is for those that did not.
  const expiresAt = Math.max(since + env.idleMs, timeoutAt ?? 0);
  // A question asked again is still the same question: its first buttons keep their meaning.
  const asked = wake && waiting?.for === "reply" ? waiting.bubbles : [];
  const question = { for: "reply", since, timeoutAt, expiresAt, attempts, bubbles: [...asked, ...bubbles] } as const;
  return clue === undefined ? question : { ...question, clue };
}
