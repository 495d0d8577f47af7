import { conversationRouter } from "@/conversation/server/router";
import { organizationRouter } from "@/organization/server/router";
import { secretRouter } from "@/organization/server/secret-router";
import { flowRouter } from "@/flow/server/router";
import { connectionRouter } from "@/whatsapp/server/connection-router";
import { eventRouter } from "@/whatsapp/server/event-router";
import { router } from "./init";

/** Every procedure there is, a line per slice. */
export const root = router({
  connection: connectionRouter,
  conversation: conversationRouter,
  event: eventRouter,
  flow: flowRouter,
  organization: organizationRouter,
  secret: secretRouter,
});

export type Root = typeof root;
