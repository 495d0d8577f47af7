import type { Waiting } from "../session";
import { fitsContext } from "./context-size";
import type { GraphNode } from "./graph";
import { MAX_BUBBLES, MAX_NODES } from "./guards";
import type { Decision, Scope, Wake } from "./node-type";
import { scopeOf } from "./scope";
import { fail, note, pause, say, write, type Outcome, type Walk } from "./walk";

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
  for (const path in decision.set) write(walk, path, decision.set[path] ?? null);
  const bubbles = decision.say?.map((message) => say(walk, id, message)) ?? [];
  const step = { why: decision.why, effects: bubbles };
  note(walk, decision.do === "go" ? { ...step, way: decision.way } : step);

  if (walk.effects.length > MAX_BUBBLES) return fail(walk, "loop");
  // Each value at once, not only all of them at the end: one that doubles itself grows beyond any memory in one move.
  if (decision.set && !fitsContext(decision.set)) return fail(walk, "context-too-large");
  return follow(walk, id, { decision, bubbles, wake });
}

const resume = ({ type, data }: GraphNode, scope: Scope, wake: Wake): Decision =>
  type.resume?.(data, scope, wake) ?? { do: "stay", why: "nothing wakes this node" };

interface Decided {
  readonly decision: Decision;
  readonly bubbles: readonly string[];
  readonly wake: Wake | null;
}

function follow(walk: Walk, nodeId: string, { decision, bubbles, wake }: Decided): string | Outcome {
  switch (decision.do) {
    case "go":
      return walk.graph.edges.get(nodeId)?.get(decision.way) ?? { status: "Completed", nodeId, reason: "no-next" };
    case "jump":
      return decision.to;
    case "ask":
      return { status: "Paused", nodeId, waiting: questionOf(walk, { ...decision, bubbles, wake }) };
    case "sleep":
      return { status: "Paused", nodeId, waiting: { for: "time", since: walk.env.now, until: decision.until } };
    case "stay":
      return pause(walk);
    case "end":
      return { status: "Completed", nodeId, reason: decision.reason };
    case "fail":
      return { status: "Errored", nodeId, reason: decision.reason };
  }
}

type Question = Extract<Decision, { do: "ask" }> & Omit<Decided, "decision">;

function questionOf({ env, waiting }: Walk, { attempts, timeoutSeconds, bubbles, wake }: Question): Waiting {
  const since = env.now;
  const timeoutAt = timeoutSeconds === null ? null : since + timeoutSeconds * 1000;
  // A flow that gives its customer a week has said so; the idle end is for those that did not.
  const expiresAt = Math.max(since + env.idleMs, timeoutAt ?? 0);
  // A question asked again is still the same question: its first buttons keep their meaning.
  const asked = wake && waiting?.for === "reply" ? waiting.bubbles : [];
  return { for: "reply", since, timeoutAt, expiresAt, attempts, bubbles: [...asked, ...bubbles] };
}
