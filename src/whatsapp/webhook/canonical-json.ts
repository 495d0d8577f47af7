import { isRecord } from "../loose-json";
import type { Json } from "./storable";

/** JSON text that does not depend on the order of keys. Only for what went through `storable`: it recurses. */
export const canonicalJson = (json: Json): string =>
  JSON.stringify(json, (_, value: unknown) => (isRecord(value) ? sorted(value) : value));

const sorted = (record: object): object =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
