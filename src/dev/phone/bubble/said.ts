import type { Bubble } from "../page-model";

/** What a bubble shows of what was said: all but whose it is, when it was, and what became of it. */
export type Said = Omit<Bubble, "id" | "from" | "at">;
