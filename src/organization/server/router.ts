import { member, router } from "@/trpc/init";

export const organizationRouter = router({
  current: member.query(({ ctx: { user, organization, role } }) => ({ user, organization, role })),
});
