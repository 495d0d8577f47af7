import type { Incoming } from "@/conversation/message";
import type { FlowEnv, InboundMessage } from "../session";

/** The organization and the customer of every test: Monday 2 March 2026, ten o'clock in Bogotá. */
export const ENV: FlowEnv = {
  now: Date.UTC(2026, 2, 2, 15, 0),
  timeZone: "America/Bogota",
  contact: { id: "c1", name: "Ana", phone: "573001112233", attributes: { city: "Cali" }, tags: ["vip"] },
  organization: { name: "Acme" },
  flow: { name: "Golden" },
  idleMs: 24 * 3_600_000,
};

export const incomingOf = (message: Partial<Incoming>): Incoming => ({
  type: "text",
  text: null,
  choice: null,
  media: null,
  location: null,
  reaction: null,
  repliesTo: null,
  group: false,
  ...message,
});

export const said = (text: string): InboundMessage => ({ incoming: incomingOf({ text }), at: ENV.now });

/** A tap; `answers` as in `InboundMessage`. */
export const tapped = (choice: { id: string; title: string }, answers?: string | null): InboundMessage => ({
  incoming: incomingOf({ type: "interactive", text: choice.title, choice }),
  at: ENV.now,
  ...(answers === undefined ? {} : { answers }),
});
