import { z } from "zod";
import { defineNode } from "../../engine/node-type";

export const endNode = defineNode({
  data: z.looseObject({ reason: z.string().nullish() }),
  outputs: () => [],
  enter: ({ reason }) => ({ do: "end", reason: reason?.trim() || "completed", why: "the end" }),
});
