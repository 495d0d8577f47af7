import { advance, type Move } from "@/flow/engine/advance";
import { fitsContext } from "@/flow/engine/context-size";
import { compile } from "@/flow/engine/graph";
import { boundTrace } from "@/flow/engine/trace";
import { ENV, said } from "@/flow/golden/facts";
import { readableOf } from "@/flow/readable";
import { newSession, type FlowEvent } from "@/flow/session";
import { renderTemplate } from "@/flow/template";
import { flowOfKind, type FlowKind } from "./engine-flows";
import { processorSeconds, spread, type Measure, type Report } from "./measure";

const KINDS: readonly FlowKind[] = ["templates", "plain", "conditions"];
const RUNS = 7;
/** In a run: half a second of processor time or more. */
const MOVES = 4_000;
/** DESIGN.md section 8: nodes in a second of processor time. */
const AIM = 200_000;

/** How many nodes a second of processor time visits, in a conversation that goes round and round a flow of 200 nodes. */
export function engine(): Report {
  const talks = new Map(KINDS.map((kind) => [kind, conversation(kind)]));
  for (const talk of talks.values()) talk(MOVES);
  const measures = KINDS.map((kind): Measure => {
    const talk = talks.get(kind);
    const runs = Array.from({ length: RUNS }, () => {
      let nodes = 0;
      const seconds = processorSeconds(() => (nodes = talk?.(MOVES).nodes ?? 0));
      return nodes / seconds;
    });
    return { name: `engine ${kind}`, unit: "nodes/s", runs, aim: AIM };
  });
  const last = talks.get("templates")?.(1).last;
  const rate = measures[0] && spread(measures[0].runs).median;
  return { measures, remarks: last && rate ? whereTimeGoes(last, rate) : [] };
}

/** A customer who answers every question; the answers and the clock go on from one call to the next. */
function conversation(kind: FlowKind) {
  const graph = compile(flowOfKind(kind));
  let now = ENV.now;
  let event = 0;
  const next = (): string => `e${(event += 1)}`;
  const start: FlowEvent = { kind: "start", id: next(), triggerNodeId: "n0", message: said("go") };
  let last = advance(graph, newSession("s"), start, ENV);
  return (moves: number): { readonly nodes: number; readonly last: Move } => {
    let nodes = 0;
    for (let index = 0; index < moves; index += 1) {
      now += 1_000;
      const message = { ...said(index % 2 === 0 ? "A" : "B"), at: now };
      last = advance(graph, last.session, { kind: "message", id: next(), message }, { ...ENV, now });
      nodes += last.trace.length;
    }
    if (last.session.status !== "Paused") throw new Error(`the conversation ended: ${last.session.endReason}`);
    return { nodes, last };
  };
}

/** What the parts of one move take when they are done again by themselves, as shares of the whole. */
function whereTimeGoes({ session, trace }: Move, nodesPerSecond: number): readonly string[] {
  const texts = templatesIn(trace);
  const readable = readableOf(session.context, ENV);
  const parts: readonly (readonly [name: string, work: () => unknown])[] = [
    [`${texts.length} templates filled in`, () => texts.map((text) => renderTemplate(text, readable))],
    ["the trace bounded", () => boundTrace(trace)],
    ["the context weighed", () => fitsContext(session.context)],
  ];
  const whole = trace.length / nodesPerSecond;
  return parts.map(([name, work]) => {
    const part = spread(Array.from({ length: RUNS }, () => secondsOf(work))).median;
    return `${name.padEnd(22)} ${micros(part)} of the ${micros(whole)} of a move: ${Math.round((part / whole) * 100)} %`;
  });
}

const micros = (seconds: number): string => `${(seconds * 1e6).toFixed(1)} µs`;

/** Those of the nodes that the move went through. */
function templatesIn(trace: Move["trace"]): readonly string[] {
  const nodes = new Map(flowOfKind("templates").nodes.map(({ id, data }) => [id, data]));
  const texts = trace.flatMap(({ nodeId }) => Object.values(nodes.get(nodeId ?? "") ?? {}));
  return texts.filter((text) => typeof text === "string" && text.includes("{{")) as string[];
}

function secondsOf(work: () => unknown): number {
  const times = 3_000;
  return (
    processorSeconds(() => {
      for (let time = 0; time < times; time += 1) work();
    }) / times
  );
}
