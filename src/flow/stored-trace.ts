import { z } from "zod";

const trigger = z.object({
  flowId: z.string(),
  flowName: z.string(),
  nodeId: z.string(),
  keyword: z.string(),
  match: z.string(),
});

const decision = z.object({
  do: z.enum(["nothing", "continue", "record", "start"]),
  why: z.string().optional(),
  interrupting: z.boolean().optional(),
  winner: trigger.optional(),
  losers: z.array(trigger.extend({ why: z.string() })).optional(),
});
export type StoredDecision = z.infer<typeof decision>;

const step = z.object({
  nodeId: z.string().nullable(),
  at: z.number(),
  why: z.string(),
  way: z.string().nullish(),
  reads: z.array(z.string()),
  writes: z.array(z.string()),
  effects: z.array(z.string()),
  notes: z.array(z.string()),
});
export type StoredStep = z.infer<typeof step>;

const trace = z.object({
  decision: decision.optional(),
  session: z
    .object({
      id: z.string(),
      flowId: z.string(),
      flow: z.string(),
      version: z.number(),
      revision: z.number(),
      status: z.string(),
    })
    .optional(),
  steps: z.array(step),
});
export type StoredTrace = z.infer<typeof trace>;

/** What `runFlow` kept of a run; null when it is of a shape that is not known any more. */
export const readTrace = (json: unknown): StoredTrace | null => trace.safeParse(json).data ?? null;

const DECISIONS: Readonly<Record<string, string>> = {
  "owned-by-person": "A person has the conversation, so no flow runs.",
  "not-offered": "Flows do not answer this kind of message.",
  "too-many-moves": "The bot has answered too often within the hour and stays quiet.",
  "no-trigger": "No trigger of an active flow fits, so nothing starts.",
  accepted: "The flow that was waiting took it as its answer.",
  "not-accepted":
    "The flow that was waiting could not use it, and no other flow has exactly these words as its trigger.",
  "waits-for-something-else": "The flow waits for something else than a message, which is only noted.",
};

/** Why a message went where it went. */
export function decisionInWords({ why, winner, interrupting }: StoredDecision): string {
  if (!winner) return DECISIONS[why ?? ""] ?? why ?? "";
  const trigger =
    winner.match === "default"
      ? "No keyword fits, so the default trigger"
      : `The keyword “${winner.keyword}” (${winner.match})`;
  return `${trigger} starts ${winner.flowName}${interrupting ? " and ends the flow that was waiting" : ""}.`;
}

const LOSSES: Readonly<Record<string, string>> = {
  "weaker-match": "its match is less exact",
  "shorter-keyword": "its keyword is shorter",
  "later-priority": "its flow comes later by priority",
  "younger-flow": "its flow is younger",
  "later-trigger": "another trigger of the flow comes first",
};

/** Why a trigger that fits did not start its flow. */
export const lossInWords = (why: string): string => LOSSES[why] ?? why;
