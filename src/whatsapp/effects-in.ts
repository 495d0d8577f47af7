import { asList, asRecord } from "./loose-json";

/** The ids of all that a flow did because of an event, from the event's trace: messages carry them. */
export const effectsIn = (trace: unknown): readonly string[] =>
  asList(asRecord(trace).steps)
    .flatMap((step) => asList(asRecord(step).effects))
    .filter((id) => typeof id === "string");
