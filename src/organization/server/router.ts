import { z } from "zod";
import { organizationChannel } from "@/realtime/channel";
import { endConnections } from "@/realtime/server/end-connections";
import { publish } from "@/realtime/server/publish";
import { admin, member, router, signedIn } from "@/trpc/init";
import { organizationsOf } from "./identify";
import { removeMember } from "./remove-member";

export const organizationRouter = router({
  list: signedIn.query(({ ctx }) => organizationsOf(ctx.user.id)),
  current: member.query(({ ctx: { user, organization, role } }) => ({ user, organization, role })),

  removeMember: admin.input(z.object({ userId: z.guid() })).mutation(async ({ ctx, input: { userId } }) => {
    const organizationId = ctx.organization.id;
    const epoch = await ctx.inOrganization((db) => removeMember(db, { organizationId, by: ctx.user.id, userId }));
    publish([{ channel: organizationChannel(organizationId, epoch), event: "organization:renewed", data: {} }]);
    endConnections(userId);
  }),
});
