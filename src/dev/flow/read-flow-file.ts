import { readFileSync } from "node:fs";
import { lineAndColumn } from "./json-places";
import { Unreadable } from "./unreadable";

export interface FlowFile {
  readonly name: string;
  readonly text: string;
  /** All that is in it. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly definition: unknown;
  /** Where in the file the definition stands; "" when it is the whole. */
  readonly place: "" | "definition";
}

/** A definition by itself, or one in a golden file or an entry of a provision file. Throws `Unreadable`. */
export function readFlowFile(name: string): FlowFile {
  const text = contentOf(name);
  const json = jsonIn(text, name);
  if (!isRecord(json)) throw new Unreadable(`${name} holds no flow.`);
  if ("nodes" in json) return { name, text, json, definition: json, place: "" };
  if (isRecord(json["definition"])) return { name, text, json, definition: json["definition"], place: "definition" };
  throw new Unreadable(`${name} holds no flow: neither "nodes" and "edges", nor a "definition" with them.`);
}

function contentOf(name: string): string {
  try {
    return readFileSync(name, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new Unreadable(`${name} cannot be read: ${reasonOf(error)}`);
  }
}

function jsonIn(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = reasonOf(error);
    throw new Unreadable(`${name}${placeIn(text, reason)} is not JSON: ${reason}`);
  }
}

/** `:3:15` where the parser names a position, which it does for most slips. */
function placeIn(text: string, reason: string): string {
  const position = /at position (\d+)/.exec(reason)?.[1];
  return position === undefined ? "" : `:${lineAndColumn(text, new Map([["", Number(position)]]), "")}`;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
