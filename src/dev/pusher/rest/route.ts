import type { Hub } from "../hub";
import type { Publications } from "../publications";
import type { Answer } from "./answer";
import type { Call } from "./call";

export interface RouteContext {
  readonly hub: Hub;
  readonly publications: Publications;
  readonly call: Call;
  /** The channel or user that the path names. */
  readonly subject: string;
}

/** One thing that REST can do. */
export interface Route {
  readonly method: "GET" | "POST";
  /** What follows `/apps/{id}`; its group is the subject. */
  readonly path: RegExp;
  readonly answer: (context: RouteContext) => Answer;
}
