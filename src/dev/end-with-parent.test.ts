import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { isAlive } from "./is-alive.mjs";

const SERVER = `console.log(process.pid); setInterval(() => {}, 1000);`;
const PARENT = `
  import { spawn } from "node:child_process";
  spawn(process.execPath, ["--import", process.argv[1], process.argv[2]], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
`;

test("a server ends when the process that started it is killed", async () => {
  const dir = await mkdtemp(path.join(tmpdir(), "recado-parent-"));
  const server = path.join(dir, "server.mjs");
  await writeFile(server, SERVER);
  const args = ["--input-type=module", "-e", PARENT, path.resolve("src/dev/end-with-parent.mjs"), server];
  const parent = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(said.toString());
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
  await rm(dir, { recursive: true });
});
