import type { FlowDefinition } from "./definition";
import { nodeTypes } from "./nodes";
import { matchOf, type FlowTrigger } from "./trigger";

/** The ways into a flow, extracted when it is published so that a message finds its flow without opening any graph. */
export const triggersOf = ({ nodes }: FlowDefinition): readonly FlowTrigger[] =>
  nodes.flatMap(({ id, type, data }): FlowTrigger[] => {
    if (type !== "trigger") return [];
    const parsed = nodeTypes.trigger.data.safeParse(data);
    if (!parsed.success) return [];
    const { keyword, match } = parsed.data;
    return [{ nodeId: id, keyword, match: matchOf(keyword, match) }];
  });
