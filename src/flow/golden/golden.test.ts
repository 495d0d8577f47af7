import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseDefinition } from "../definition";
import { lint } from "../lint";
import { play, type Golden } from "./play";

const folder = new URL("./", import.meta.url);
const conversations = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name, ...(JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Golden) }));

test.each(conversations)("$name: $about", ({ transcript, context, ...golden }) => {
  const { lines, session } = play(golden);
  expect(lines).toEqual(transcript);
  expect(session?.context).toMatchObject(context ?? {});
});

test.each(conversations)("$name is a flow that can be published", ({ definition }) => {
  const parsed = parseDefinition(definition);
  if (!parsed.ok) throw new Error("not a flow");
  expect(parsed.definition).toEqual(definition);
  expect(lint(parsed.definition).filter(({ severity }) => severity === "error")).toEqual([]);
});
