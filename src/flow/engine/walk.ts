import type { Outgoing } from "@/conversation/message";
import { wordsOf } from "@/conversation/words";
import { refresh, type Readable } from "../readable";
import type { ContactChange, Effect, FlowContact, FlowEnv, Json, Waiting } from "../session";
import { writeVariable, type Variables } from "../variable";
import { contactAfter } from "./contact-after";
import type { Graph } from "./graph";
import type { Way } from "./node-type";
import type { TraceStep } from "./trace";

/** One move while it is made. It lives only inside `advance`, which is why it may change. */
export interface Walk {
  readonly graph: Graph;
  readonly env: FlowEnv;
  /** What the session waited for before this move. */
  readonly waiting: Waiting | null;
  readonly effectId: (index: number) => string;
  readonly context: Variables;
  /** As this move has changed it. */
  contact: FlowContact;
  /** Made when a node first reads. */
  readable: Readable | null;
  /** Where the walk is. */
  nodeId: string | null;
  visited: number;
  bubbles: number;
  readonly effects: Effect[];
  readonly steps: TraceStep[];
  /** Of the step that is being made. */
  reads: string[];
  writes: string[];
  notes: string[];
}

/** How a move ends. */
export type Outcome =
  | { readonly status: "Paused"; readonly nodeId: string; readonly waiting: Waiting }
  | { readonly status: "Completed" | "Errored"; readonly nodeId: string | null; readonly reason: string };

/** The id of the next effect. */
export const nextId = ({ effectId, effects }: Walk): string => effectId(effects.length);

/** Asks something of the world; answers the effect's id. */
export function order(walk: Walk, effect: Effect): string {
  walk.effects.push(effect);
  return effect.id;
}

export function say(walk: Walk, nodeId: string, message: Outgoing): string {
  walk.bubbles += 1;
  write(walk, "lastBotMessage", wordsOf(message));
  return order(walk, { kind: "send", id: nextId(walk), nodeId, message });
}

/** Changes the contact, for the rest of the move too. */
export function changeContact(walk: Walk, nodeId: string, change: ContactChange): string {
  walk.contact = contactAfter(walk.contact, change);
  walk.readable = null;
  return order(walk, { kind: "update-contact", id: nextId(walk), nodeId, change });
}

export function write(walk: Walk, path: string, value: Json): void {
  writeVariable(walk.context, path, value);
  if (walk.readable) refresh(walk.readable, walk.context, path);
  walk.writes.push(path);
}

interface Noted {
  readonly why: string;
  readonly way?: Way;
  readonly effects?: readonly string[];
}

/** Ends a step of the trace: what was read and written since the last one belongs to it. */
export function note(walk: Walk, { why, way, effects = [] }: Noted): void {
  const { nodeId, reads, writes, notes } = walk;
  const at = walk.env.now;
  // Written out twice: copying a step to add its way took a sixth of a move.
  const step =
    way === undefined
      ? { nodeId, at, why, reads, writes, effects, notes }
      : { nodeId, at, why, way, reads, writes, effects, notes };
  walk.steps.push(step);
  walk.reads = [];
  walk.writes = [];
  walk.notes = [];
}

export function fail(walk: Walk, reason: string): Outcome {
  note(walk, { why: reason });
  return { status: "Errored", nodeId: walk.nodeId, reason };
}

/** Goes on waiting for what the session waited for before. */
export function pause(walk: Walk): Outcome {
  const { nodeId, waiting } = walk;
  if (nodeId === null || !waiting) return fail(walk, "no-such-node");
  return { status: "Paused", nodeId, waiting };
}
