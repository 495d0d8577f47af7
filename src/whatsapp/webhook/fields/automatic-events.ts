import { defineField } from "../define-field";

export const automaticEvents = defineField({
  name: "automatic_events",
  kind: "automatic-event",
  meaning: "Meta found a lead or a purchase in a conversation that an ad began",
  parts: [{ list: "automatic_events", kind: "automatic-event" }],
});
