import { z } from "zod";
import { secretFields, secretName } from "@/organization/secret";
import { admin, router } from "@/trpc/init";
import { listSecrets, removeSecret, setSecret } from "./secrets";

export const secretRouter = router({
  list: admin.query(({ ctx }) => ctx.inOrganization(listSecrets)),

  set: admin.input(secretFields).mutation(({ ctx, input }) => {
    const actor = { organizationId: ctx.organization.id, userId: ctx.user.id };
    return ctx.inOrganization((db) => setSecret(db, actor, input));
  }),

  remove: admin.input(z.object({ name: secretName })).mutation(({ ctx, input }) => {
    const actor = { organizationId: ctx.organization.id, userId: ctx.user.id };
    return ctx.inOrganization((db) => removeSecret(db, actor, input.name));
  }),
});
