import { member, router, signedIn } from "@/trpc/init";
import { organizationsOf } from "./identify";

export const organizationRouter = router({
  list: signedIn.query(({ ctx }) => organizationsOf(ctx.user.id)),
  current: member.query(({ ctx: { user, organization, role } }) => ({ user, organization, role })),
});
