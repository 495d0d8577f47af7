import { record, text } from "../../graph/message/check";
import type { Place } from "../page-model";

/** A place as Meta writes it: degrees may be strings. */
export function placeIn(value: unknown): Place {
  const { latitude, longitude, name, address } = record(value);
  return {
    latitude: Number(latitude),
    longitude: Number(longitude),
    ...(text(name) && { name: text(name) }),
    ...(text(address) && { address: text(address) }),
  };
}
