import type { Incoming } from "@/conversation/message";
import { asList, asRecord } from "../loose-json";
import { incomingOf } from "./to-incoming";

/** What the business itself wrote on its phone: shown as its own message. */
export const toEcho = (payload: unknown): Incoming => incomingOf(asRecord(asList(asRecord(payload).message_echoes)[0]));
