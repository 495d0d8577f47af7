import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Incoming } from "@/conversation/message";
import { anyFlow } from "@/dev/any-flow";
import type { FlowDefinition } from "../definition";
import { ENV, incomingOf, said, tapped } from "../golden/facts";
import { lint } from "../lint";
import { newSession, type FlowEvent, type InboundMessage, type Session } from "../session";
import { advance, type Move } from "./advance";
import { compile } from "./graph";

// Hundreds of flows each: seconds, and several of them on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

interface Turn {
  readonly minutes: number;
  /** Its id is given when it happens. */
  readonly event: FlowEvent;
}

const heard = (message: InboundMessage): FlowEvent => ({ kind: "message", id: "", message });
/** What customers send besides words. */
const SENT: readonly Partial<Incoming>[] = [
  { type: "location", location: { latitude: 4.6, longitude: -74.1, name: null, address: null } },
  { type: "image", media: { id: "m1", mimeType: null, caption: null, filename: null, voice: false } },
  { type: "interactive", text: "Sent", form: { token: "s:1:0", answers: { x: ["a"], flow_token: "s:1:0" } } },
  { type: "interactive", text: "Sent", form: { token: "mine", answers: "none" } },
];
const scripts: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.record({
    minutes: fc.constantFrom(0, 1, 61, 1_500, 5_000),
    event: fc.oneof(
      fc.constantFrom("Red", "blue", "2", "what?", "", "31/12/2026", "a@b.co").map((words) => heard(said(words))),
      fc.constantFrom(...SENT).map((incoming) => heard({ incoming: incomingOf(incoming), at: ENV.now })),
      fc.constantFrom(undefined, null, "s:1:0").map((of) => heard(tapped({ id: "opt-1", title: "Blue" }, of))),
      fc.constantFrom("time", "timeout", "expiry").map((timer): FlowEvent => ({ kind: "timer", id: "", timer })),
      fc.constant<FlowEvent>({ kind: "handed-back", id: "" }),
      fc
        .constantFrom(
          { status: 200, body: { a: ["b"] }, error: null },
          { status: 404, body: "no", error: "status" },
          { status: null, body: null, error: "timeout" },
        )
        .map((result): FlowEvent => ({ kind: "effect-result", id: "", effectId: "", result })),
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
    const { waiting } = session;
    const answers = event.kind === "effect-result" && waiting?.for === "call" ? { effectId: waiting.callId } : {};
    const numbered = { ...event, ...answers, id: `e${index}` };
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
    fc.property(anyFlow, scripts, (definition, script) => property(walk(definition, script), definition, script)),
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

test("after every move a session has one timer pending while it waits for a reply or a time, and else none", () => {
  check((moves) => {
    for (const [index, { session, effects }] of moves.entries()) {
      // An event that it could not take leaves the timer of the move before pending.
      if (session === moves[index - 1]?.session) continue;
      const isTimed = session.waiting?.for === "reply" || session.waiting?.for === "time";
      expect(effects.filter(({ kind }) => kind === "schedule")).toHaveLength(isTimed ? 1 : 0);
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
