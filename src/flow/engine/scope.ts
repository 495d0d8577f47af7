import { evaluate } from "../expression";
import { readableOf } from "../readable";
import { renderTemplate } from "../template";
import { readVariable } from "../variable";
import type { Scope } from "./node-type";
import type { Walk } from "./walk";

/** The walk as nodes see it. What they read is noted. */
export function scopeOf(walk: Walk): Scope {
  const readable = () => (walk.readable ??= readableOf(walk.context, walk.env));
  const noted = <Result extends { readonly reads: readonly string[] }>(result: Result): Result => {
    for (const path of result.reads) if (!walk.reads.includes(path)) walk.reads.push(path);
    return result;
  };
  return {
    now: walk.env.now,
    waiting: walk.waiting,
    render: (template) => {
      const rendered = noted(renderTemplate(template, readable()));
      if (rendered.ok) return rendered.text;
      walk.notes.push(`a text could not be filled in: ${rendered.why}`);
      return "";
    },
    read: (path) => {
      if (!walk.reads.includes(path)) walk.reads.push(path);
      return readVariable(readable().variables, path);
    },
    evaluate: (expression) => noted(evaluate(expression, readable())),
    leads: (way) => walk.graph.edges.get(walk.nodeId ?? "")?.has(way) ?? false,
  };
}
