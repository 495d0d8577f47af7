import fc from "fast-check";
import { expect, test } from "vitest";
import { anyFlow } from "@/dev/any-flow";
import { anyScript, eventOf, type Turn } from "@/dev/any-script";
import type { FlowDefinition } from "../definition";
import { ENV } from "../golden/facts";
import { newSession, type Effect, type FlowEvent, type Session } from "../session";
import { advance } from "./advance";
import { compile } from "./graph";

/** Plays a script on a host that crashes where it is told to, and goes on from what it has stored. Gives what the world saw. */
function playThrough(definition: FlowDefinition, script: readonly Turn[], crashes: () => boolean) {
  const graph = compile(definition);
  const seen: Effect[] = [];
  let session = JSON.stringify(newSession("s"));
  let owed: readonly Effect[] = [];
  let { now } = ENV;

  /** False when it ended in the middle: the event is still there, and is taken again. */
  const take = (event: FlowEvent): boolean => {
    const move = advance(graph, JSON.parse(session) as Session, event, { ...ENV, now });
    if (crashes()) return false;
    // One transaction: the session, and what it asks for.
    session = JSON.stringify(move.session);
    owed = [...owed, ...move.effects];
    for (let next = owed[0]; next; next = owed[0]) {
      if (crashes()) return false;
      seen.push(next);
      owed = owed.slice(1);
    }
    return !crashes();
  };

  for (const [index, turn] of script.entries()) {
    now += turn.minutes * 60_000;
    const event = eventOf(turn, `e${index}`, JSON.parse(session) as Session);
    while (!take(event));
  }
  return { seen, session: JSON.parse(session) as Session };
}

test("whatever crashes, and wherever, the world sees the same and the session ends the same", () => {
  let crashed = 0;
  fc.assert(
    fc.property(anyFlow, anyScript, fc.array(fc.boolean(), { maxLength: 60 }), (definition, script, dice) => {
      const left = [...dice];
      const crashes = () => {
        const now = left.shift() ?? false;
        crashed += now ? 1 : 0;
        return now;
      };
      const calm = playThrough(definition, script, () => false);
      expect(playThrough(definition, script, crashes)).toEqual(calm);
    }),
    { numRuns: 300 },
  );
  expect(crashed).toBeGreaterThan(300);
});
