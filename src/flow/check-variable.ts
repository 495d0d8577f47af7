import { z } from "zod";
import type { Decision } from "./engine/node-type";
import { error, type DataFinding } from "./finding";
import { assignmentProblem } from "./variable";

/** The name under which a node stores something. It may be missing or reserved in a draft, but never reach behind an object. */
export const variablePath = z
  .string()
  .refine((path) => assignmentProblem(path) !== "forbidden", "reaches behind an object");

/** Why a flow that stores something under this name cannot be published. */
export function checkVariable(path: string): readonly DataFinding[] {
  switch (assignmentProblem(path)) {
    case "reserved":
      return [error("reserved-name", `"${path}" is set by the engine and cannot be assigned.`)];
    case "malformed":
    case "forbidden":
      return [error("bad-variable", `"${path}" is not the name of a variable.`)];
    case null:
      return [];
  }
}

/** How a node that would store something under this name ends the session; null when it may. */
export const refuseVariable = (path: string): Decision | null =>
  assignmentProblem(path) && { do: "fail", reason: "cannot-assign", why: `"${path}" cannot be assigned` };
