import { z } from "zod";
import { connectionFields, connectionPatch } from "@/organization/connection";
import { createConnection, getConnection, listConnections, updateConnection } from "@/organization/server/connections";
import { admin, member, router } from "@/trpc/init";
import { verifyConnection, verifySaved } from "./verify-connection";

const one = z.object({ id: z.uuid() });

export const connectionRouter = router({
  list: member.query(({ ctx }) => ctx.inOrganization(listConnections)),

  get: member.input(one).query(({ ctx, input }) => ctx.inOrganization((db) => getConnection(db, input.id))),

  /** A verify token that nobody gave is made up here; this answer is the only place where it is told. */
  create: admin.input(connectionFields).mutation(async ({ ctx, input }) => {
    const actor = { organizationId: ctx.organization.id, userId: ctx.user.id };
    const { id, newVerifyToken } = await ctx.inOrganization((db) => createConnection(db, actor, input));
    const verification = await verifySaved(ctx.organization.id, id);
    const connection = await ctx.inOrganization((db) => getConnection(db, id));
    return { ...connection, newVerifyToken, verification };
  }),

  update: admin.input(one.extend({ patch: connectionPatch })).mutation(async ({ ctx, input }) => {
    const actor = { organizationId: ctx.organization.id, userId: ctx.user.id };
    const { mustVerify } = await ctx.inOrganization((db) => updateConnection(db, actor, input));
    const verification = mustVerify ? await verifySaved(ctx.organization.id, input.id) : null;
    const connection = await ctx.inOrganization((db) => getConnection(db, input.id));
    return { ...connection, verification };
  }),

  verify: admin.input(one).mutation(({ ctx, input }) => verifyConnection(ctx.organization.id, input.id)),
});
