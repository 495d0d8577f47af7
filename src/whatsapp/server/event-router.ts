import { z } from "zod";
import { member, router } from "@/trpc/init";
import { EVENT_STATES } from "../event-state";
import { listEvents } from "./list-events";
import { readEvent } from "./read-event";

const filter = z.object({
  state: z.enum(EVENT_STATES).optional(),
  kind: z.string().max(40).optional(),
  cursor: z.uuid().optional(),
});

export const eventRouter = router({
  list: member.input(filter).query(({ ctx, input }) => ctx.inOrganization((db) => listEvents(db, input))),
  get: member
    .input(z.object({ id: z.uuid() }))
    .query(({ ctx, input }) => ctx.inOrganization((db) => readEvent(db, input.id))),
});
