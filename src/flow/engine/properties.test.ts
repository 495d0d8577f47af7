import fc from "fast-check";
import { expect, test } from "vitest";
import { anyFlow } from "@/dev/any-flow";
import { anyScript, eventOf, type Turn } from "@/dev/any-script";
import type { FlowDefinition } from "../definition";
import { applyFix } from "../fix";
import { ENV } from "../golden/facts";
import { lint } from "../lint";
import { nodeTypes } from "../nodes";
import { newSession, type Session } from "../session";
import { advance, type Move } from "./advance";
import { compile } from "./graph";

/** Walks a script, giving every event twice: the second time must change nothing. */
function walk(definition: FlowDefinition, script: readonly Turn[]): readonly Move[] {
  const graph = compile(definition);
  const moves: Move[] = [];
  let session: Session = newSession("s");
  let { now } = ENV;
  for (const [index, turn] of script.entries()) {
    now += turn.minutes * 60_000;
    const event = eventOf(turn, `e${index}`, session);
    const move = advance(graph, session, event, { ...ENV, now });
    expect(advance(graph, move.session, event, { ...ENV, now })).toEqual({
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
    fc.property(anyFlow, anyScript, (definition, script) => property(walk(definition, script), definition, script)),
    { numRuns: 300 },
  );
};

test("every node type is among the flows that are drawn", () => {
  const drawn = fc.sample(anyFlow, 200).flatMap(({ nodes }) => nodes.map(({ type }) => type));
  expect(new Set(drawn)).toEqual(new Set(Object.keys(nodeTypes)));
});

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

test("a flow that passes the linter never ends Errored, whatever its calls come to", () => {
  let linted = 0;
  fc.assert(
    fc.property(anyFlow.map(repaired), anyScript, (definition, script) => {
      fc.pre(!lint(definition).some(({ severity }) => severity === "error"));
      linted += 1;
      for (const { session } of walk(definition, script)) expect(session).not.toMatchObject({ status: "Errored" });
    }),
    { numRuns: 100, maxSkipsPerRun: 1_000 },
  );
  expect(linted).toBe(100);
});

/** With every repair made that the linter offers: more of those that are drawn pass it then. */
function repaired(definition: FlowDefinition): FlowDefinition {
  const fix = lint(definition).find((finding) => finding.fix)?.fix;
  return fix ? repaired(applyFix(definition, fix)) : definition;
}

function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
