import { contextFor, type Claim } from "@/organization/server/identify";
import { createCallerFactory } from "./init";
import { root } from "./root";

const createCaller = createCallerFactory(root);

/** The procedures as this person may call them: for server components and database tests. Null: nobody signed in. */
export const callAs = (claim: Claim | null) => createCaller(contextFor(claim));
