import { organizationRouter } from "@/organization/server/router";
import { router } from "./init";

/** Every procedure there is, a line per slice. */
export const root = router({
  organization: organizationRouter,
});

export type Root = typeof root;
