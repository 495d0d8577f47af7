import { z } from "zod";
import type { Faults } from "./faults";
import { SENT_STATUSES } from "./webhook/sent-status";

const Fault = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("error"),
    code: z.int(),
    status: z.int().min(200).max(599).exactOptional(),
    subcode: z.int().exactOptional(),
    details: z.string().exactOptional(),
  }),
  z.strictObject({ kind: z.literal("empty"), status: z.int().min(200).max(599) }),
  z.strictObject({ kind: z.literal("slow"), ms: z.number().min(0) }),
  z.strictObject({ kind: z.literal("cut"), accepted: z.boolean() }),
]);
const share = z.number().min(0).max(1).exactOptional();
const times = z.int().min(1).exactOptional();
const word = z.string().exactOptional();
const flag = z.boolean().exactOptional();
const lateMs = z.number().min(0).exactOptional();

/** What is to go wrong, as it is asked for over HTTP: `{sends, calls, statuses, webhooks}`. */
export const WantedFaults = z.strictObject({
  sends: z.array(z.strictObject({ fault: Fault, times, share, to: word, type: word, phoneNumberId: word })).default([]),
  calls: z.array(z.strictObject({ fault: Fault, times, share, path: word })).default([]),
  statuses: z
    .strictObject({
      lateMs,
      early: flag,
      double: flag,
      shuffled: flag,
      missing: z.array(z.enum(SENT_STATUSES)).exactOptional(),
      failed: z.int().exactOptional(),
      share,
    })
    .optional(),
  webhooks: z.strictObject({ lateMs, double: flag, batchMs: lateMs, shuffled: flag, share }).optional(),
});

/** Adds to the faults that wait; those of statuses and webhooks are replaced. */
export function addFaults(desk: Faults, { sends, calls, statuses, webhooks }: z.infer<typeof WantedFaults>): void {
  for (const { fault, ...scope } of sends) desk.sends(fault, scope);
  for (const { fault, ...scope } of calls) desk.calls(fault, scope);
  if (statuses !== undefined) desk.statuses(statuses);
  if (webhooks !== undefined) desk.webhooks(webhooks);
}
