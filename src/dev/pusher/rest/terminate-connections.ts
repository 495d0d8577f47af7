import { connectionsOf } from "../hub";
import { ok } from "./answer";
import type { Route } from "./route";

const UNAUTHORISED = 4009;

/** `POST /users/{id}/terminate_connections`. */
export const terminateConnections: Route["answer"] = ({ hub, subject }) => {
  for (const connection of connectionsOf(hub, subject))
    connection.close(UNAUTHORISED, "You got disconnected by the app");
  return ok();
};
