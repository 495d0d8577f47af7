import fc from "fast-check";
import { expect, test } from "vitest";
import type { FlowDefinition, FlowNode } from "../definition";
import { ENV, said, tapped } from "../golden/facts";
import { lint } from "../lint";
import { nodeTypeOf } from "../nodes";
import { newSession, type FlowEvent, type InboundMessage, type Session } from "../session";
import { advance, type Move } from "./advance";
import { compile } from "./graph";

const ids = ["t", "a", "b", "c", "d", "e", "f"];
const text = fc.constantFrom(
  "Hi",
  "Hi {{ contact.name }}",
  "{{ nobody }}",
  "{{ x }}",
  "{% for i in (1..9) %}{{ x }}{% endfor %}",
);
const expression = fc.constantFrom(
  "length(input) > 1",
  "messageCount > 2",
  "input > 1",
  "true",
  "x + 1",
  "(x, x)",
  "true and",
);

const kinds: fc.Arbitrary<Pick<FlowNode, "type" | "data">> = fc.oneof(
  fc.record({
    type: fc.constant("message" as const),
    data: fc.record({ text, useTemplate: fc.constantFrom(false, false, true) }),
  }),
  fc.record({
    type: fc.constant("options" as const),
    data: fc.record({
      text,
      options: fc.constantFrom(
        ["Red", "Blue"],
        ["Red", { label: "Blue", description: "sea" }],
        ["One", "Two", "Three", "Four"],
      ),
      maxAttempts: fc.constantFrom(1, 2, 5),
      timeoutSeconds: fc.constantFrom(null, 60, 200_000),
    }),
  }),
  fc.record({ type: fc.constant("delay" as const), data: fc.record({ seconds: fc.constantFrom(1, 3_600, 200_000) }) }),
  fc.record({ type: fc.constant("condition" as const), data: fc.record({ expression }) }),
  fc.record({
    type: fc.constant("assign" as const),
    data: fc.oneof(
      fc.record({ key: fc.constantFrom("x", "y.z"), expression }),
      fc.record({ key: fc.constant("x"), value: text }),
    ),
  }),
  fc.record({ type: fc.constant("goto" as const), data: fc.record({ targetNodeId: fc.constantFrom(...ids, "gone") }) }),
  fc.record({ type: fc.constant("end" as const), data: fc.constant({ reason: "done" }) }),
);

/** Flows of every shape: most hang together, many go in circles, some lack an edge. */
const flows: fc.Arbitrary<FlowDefinition> = fc
  .tuple(fc.array(kinds, { minLength: 1, maxLength: 6 }), fc.array(fc.nat(50), { minLength: 40, maxLength: 40 }))
  .map(([drawn, dice]) => {
    const trigger = { type: "trigger" as const, data: { keyword: "go" } };
    const nodes = [trigger, ...drawn].map((node, index) => ({
      ...node,
      id: ids[index] ?? "",
      position: { x: 0, y: 0 },
    }));
    const left = [...dice];
    const roll = () => left.pop() ?? 0;
    const edges = nodes.flatMap(({ id: source, type, data }) => {
      const nodeType = nodeTypeOf(type);
      return nodeType.outputs(nodeType.data.parse(data)).flatMap((sourceHandle) => {
        const target = nodes[1 + (roll() % (nodes.length - 1))]?.id ?? "";
        return target === source || roll() === 0
          ? []
          : [{ id: `${source} ${sourceHandle}`, source, target, sourceHandle }];
      });
    });
    return { nodes, edges };
  });

interface Turn {
  readonly minutes: number;
  /** Its id is given when it happens. */
  readonly event: FlowEvent;
}

const heard = (message: InboundMessage): FlowEvent => ({ kind: "message", id: "", message });
const scripts: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.record({
    minutes: fc.constantFrom(0, 1, 61, 1_500, 5_000),
    event: fc.oneof(
      fc.constantFrom("Red", "blue", "2", "what?", "").map((words) => heard(said(words))),
      fc.constantFrom(undefined, null, "s:1:0").map((of) => heard(tapped({ id: "opt-1", title: "Blue" }, of))),
      fc.constantFrom("time", "timeout", "expiry").map((timer): FlowEvent => ({ kind: "timer", id: "", timer })),
      fc.constant<FlowEvent>({ kind: "handed-back", id: "" }),
    ),
  }),
  { maxLength: 8 },
);

/** Walks a script, giving every event twice: the second time must change nothing. */
function walk(definition: FlowDefinition, script: readonly Turn[]): readonly Move[] {
  const graph = compile(definition);
  const moves: Move[] = [];
  let session: Session = newSession("s");
  let { now } = ENV;
  const first: Turn = { minutes: 0, event: { kind: "start", id: "", triggerNodeId: "t", message: said("go") } };
  for (const [index, { minutes, event }] of [first, ...script].entries()) {
    now += minutes * 60_000;
    const numbered = { ...event, id: `e${index}` };
    const move = advance(graph, session, numbered, { ...ENV, now });
    expect(advance(graph, move.session, numbered, { ...ENV, now })).toEqual({
      session: move.session,
      effects: [],
      trace: [],
    });
    moves.push(move);
    session = move.session;
  }
  return moves;
}

const check = (property: (moves: readonly Move[], definition: FlowDefinition, script: readonly Turn[]) => void) => {
  fc.assert(
    fc.property(flows, scripts, (definition, script) => property(walk(definition, script), definition, script)),
    { numRuns: 300 },
  );
};

test("every move ends, within the guards, in a session that waits or has ended", () => {
  check((moves) => {
    for (const { session, effects, trace } of moves) {
      expect(effects.filter(({ kind }) => kind === "send").length).toBeLessThanOrEqual(20);
      expect(trace.length).toBeLessThanOrEqual(101);
      const timers = effects.filter(({ kind }) => kind === "schedule");
      if (session.status === "Paused") expect(session.waiting).not.toBeNull();
      else expect([session.waiting, timers, session.endReason === null]).toEqual([null, [], false]);
    }
  });
});

test("a session that waits has a timer pending after every move", () => {
  check((moves) => {
    for (const { session, effects } of moves) {
      const timers = effects.filter(({ kind }) => kind === "schedule");
      if (session.status === "Paused") expect(timers).toHaveLength(1);
    }
  });
});

test("the same input gives the same output, and what went in is left alone", () => {
  check((moves, definition, script) => {
    const frozen = freeze(structuredClone({ definition, script }));
    expect(walk(frozen.definition, frozen.script)).toEqual(moves);
  });
});

test("effect ids never repeat", () => {
  check((moves) => {
    const effectIds = moves.flatMap(({ effects }) => effects.map(({ id }) => id));
    expect(new Set(effectIds).size).toBe(effectIds.length);
  });
});

test("a session survives being stored as JSON", () => {
  check((moves) => {
    for (const { session, trace } of moves)
      expect(JSON.parse(JSON.stringify({ session, trace }))).toEqual({ session, trace });
  });
});

test("a flow that passes the linter never ends Errored", () => {
  let linted = 0;
  check((moves, definition) => {
    if (lint(definition).some(({ severity }) => severity === "error")) return;
    linted += 1;
    for (const { session } of moves) expect(session.endReason).not.toBe("loop");
    for (const { session } of moves) expect(session.status).not.toBe("Errored");
  });
  expect(linted).toBeGreaterThan(10);
});

function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
