import { asList, asRecord, asText } from "../loose-json";

/** The SHA-256 that a message item's payload gives its file, as it is written there. */
export function toldHash(payload: unknown): string | null {
  const message = asRecord(asList(asRecord(payload).messages)[0]);
  return asText(asRecord(message[asText(message.type) ?? ""]).sha256);
}
