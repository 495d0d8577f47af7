import type { z } from "zod";
import type { Outgoing } from "@/conversation/message";
import type { Place } from "../escape";
import type { Evaluation } from "../expression";
import type { DataFinding } from "../finding";
import type { HttpRequest, HttpResult } from "../http-call";
import type { ContactChange, InboundMessage, Json, Waiting } from "../session";

/** A named way out of a node; null is the plain one. */
export type Way = string | null;

interface Done {
  /** For the trace: why this and nothing else. */
  readonly why: string;
  readonly say?: readonly Outgoing[];
  readonly set?: Readonly<Record<string, Json>>;
  readonly contact?: ContactChange;
}

/** What a node can decide. The engine switches over it exhaustively. */
export type Decision = Done &
  (
    | { readonly do: "go"; readonly way: Way }
    | { readonly do: "jump"; readonly to: string }
    /** Waits for a reply to what it says. */
    | {
        readonly do: "ask";
        readonly attempts: number;
        readonly timeoutSeconds: number | null;
        /** Comes back in `Waiting`, where `accepts` can see it. */
        readonly clue?: string;
      }
    | { readonly do: "sleep"; readonly until: number }
    /** Waits for the answer to a call. */
    | { readonly do: "call"; readonly request: HttpRequest }
    /** Gives the conversation to people and waits until they hand it back. */
    | { readonly do: "hand-off"; readonly queue: string | null; readonly note: string | null }
    /** Goes on waiting as before. */
    | { readonly do: "stay" }
    | { readonly do: "end"; readonly reason: string }
    | { readonly do: "fail"; readonly reason: string }
  );

/** What wakes a waiting node. */
export type Wake =
  | { readonly by: "message"; readonly message: InboundMessage }
  | { readonly by: "time" }
  | { readonly by: "timeout" }
  | { readonly by: "result"; readonly result: HttpResult }
  | { readonly by: "person" };

/** What a node may know while it decides. Reading is noted for the trace. */
export interface Scope {
  readonly now: number;
  /** What the node waited for; null when it is entered. */
  readonly waiting: Waiting | null;
  /** A template filled in; one that fails is empty. */
  render(template: string): string;
  /** A template for a request: what is filled in is escaped for its place, and `secrets.*` may be named. */
  renderFor(place: Place, template: string): string;
  /** The id of the next effect, as what this node does will carry it. */
  nextEffectId(): string;
  read(path: string): unknown;
  evaluate(expression: string): Evaluation;
  /** Whether an edge leaves by this way. */
  leads(way: Way): boolean;
}

export interface NodeType<Data> {
  readonly data: z.ZodType<Data>;
  /** The ways out, in the order the editor draws them. */
  outputs(data: Data): readonly Way[];
  /** What people call a way out, where its handle alone says little. */
  nameOfWay?(way: string, data: Data): string | undefined;
  enter(data: Data, scope: Scope): Decision;
  /** Only nodes that wait have it: they are also what may stand in a cycle. */
  resume?(data: Data, scope: Scope, wake: Wake): Decision;
  /** Whether a message is an answer to this node; one that is not may start another flow. */
  accepts?(data: Data, message: InboundMessage, waiting: Waiting): boolean;
  /** A message that is no answer to it is only noted: it does not ask again. */
  readonly isPatient?: true;
  /** What in the data keeps a flow from being published. */
  check?(data: Data): readonly DataFinding[];
  /** Whether a flow makes no sense without an edge at this way. */
  needs?(way: Way): boolean;
  /** Whether a flow may as well end at this way, so that nothing is missing without an edge. */
  mayEnd?(way: Way): boolean;
  /** Where it goes without an edge. */
  jumpsTo?(data: Data): string;
  /** The most bubbles it says when it is entered. */
  bubbles?(data: Data): number;
  /** Variables it cannot do without, where those are not just the ones named by the templates in its data. */
  reads?(data: Data): readonly string[];
  /** Variables it may set. */
  writes?(data: Data): readonly string[];
  /** Seconds it may wait without a word of the customer: for a reply until its time-out, else before it goes on at all. */
  silence?(data: Data): number;
}

export const defineNode = <Data>(type: NodeType<Data>): NodeType<Data> => type;
