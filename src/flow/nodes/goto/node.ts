import { z } from "zod";
import { defineNode } from "../../engine/node-type";

export const gotoNode = defineNode({
  data: z.looseObject({ targetNodeId: z.string().default("") }),
  outputs: () => [],
  enter: ({ targetNodeId }) => ({ do: "jump", to: targetNodeId, why: "jumped" }),
  jumpsTo: ({ targetNodeId }) => targetNodeId,
});
