import { ensureInstalled } from "./installed.mjs";

// `npm run flow -- lint|run|test <file.json>`: what stands above imports no package, since on a fresh clone there is none.

try {
  await ensureInstalled();
  const { register } = await import("tsx/esm/api");
  register();
  const { command } = await import(new URL("flow/command.ts", import.meta.url).href);
  process.exitCode = await command(process.argv.slice(2));
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
