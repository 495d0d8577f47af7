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

// PUSHER_TLS=1 stood here once: a copy of the file made `npm start` speak TLS to its own Pusher, and nothing was live.
test(".env.example gives no value to what `npm start` finds for itself", () => {
  const found = /^(AUTH_SECRET|ENCRYPTION_KEYS|CRON_SECRET|APP_URL|(DIRECT_)?DATABASE_URL|META_GRAPH_URL|PUSHER_\w+)$/;
  const given = namesIn(".env.example", /^([A-Z_]+)=.+$/gm);
  expect(given.filter((name) => found.test(name))).toEqual([]);
});
