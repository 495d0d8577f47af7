import { evaluate } from "../expression";
import { readableOf } from "../readable";
import { renderTemplate, type Rendered } from "../template";
import { readVariable } from "../variable";
import type { Scope } from "./node-type";
import type { Walk } from "./walk";

/** The walk as nodes see it. What they read is noted. */
export function scopeOf(walk: Walk): Scope {
  const readable = () => (walk.readable ??= readableOf(walk.context, { ...walk.env, contact: walk.contact }));
  const noted = <Result extends { readonly reads: readonly string[] }>(result: Result): Result => {
    for (const path of result.reads) if (!walk.reads.includes(path)) walk.reads.push(path);
    return result;
  };
  const filledIn = (rendered: Rendered): string => {
    noted(rendered);
    if (rendered.ok) return rendered.text;
    walk.notes.push(`a text could not be filled in: ${rendered.why}`);
    return "";
  };
  return {
    now: walk.env.now,
    waiting: walk.waiting,
    // No getter: one in a literal keeps the whole walk alive until the next full collection, a third of the time of a move.
    nextEffectId: () => walk.effectId(walk.effects.length),
    render: (template) => filledIn(renderTemplate(template, readable())),
    renderFor: (place, template) => filledIn(renderTemplate(template, readable(), place)),
    read: (path) => {
      if (!walk.reads.includes(path)) walk.reads.push(path);
      return readVariable(readable().variables, path);
    },
    evaluate: (expression) => noted(evaluate(expression, readable())),
    leads: (way) => walk.graph.edges.get(walk.nodeId ?? "")?.has(way) ?? false,
  };
}
