import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const namesIn = (file: string, line: RegExp) =>
  [...readFileSync(file, "utf8").matchAll(line)].map(([, name = ""]) => name).sort();

test(".env.example lists every variable that is read, and no other", () => {
  const read = namesIn("src/platform/env.ts", /^ {2}([A-Z_]+): /gm);
  const setByThePlatform = ["NODE_ENV", "VERCEL"];
  expect(read).toContain("DATABASE_URL");
  expect(namesIn(".env.example", /^([A-Z_]+)=/gm)).toEqual(read.filter((name) => !setByThePlatform.includes(name)));
});
