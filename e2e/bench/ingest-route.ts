import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { freePort } from "@/dev/free-port.mjs";
import { runTool } from "@/dev/run-tool.mjs";
import { answers, startChild } from "./child";
import { onGround, type Ground } from "./ground";
import { countCosts } from "./ingest/shares";
import { perSecond, runLoad } from "./ingest/run-load";
import { versus } from "./ingest/versus";
import type { Report } from "./measure";

const SECONDS = 4;
/** DESIGN.md section 8. */
const AIM = 0.8;

const NEXT = path.resolve("node_modules/next/dist/bin/next");
/** Below node_modules, where Next finds its packages. */
const IDLE_APP = path.resolve("node_modules/.cache/recado/bench-idle-app");

/** How many signed webhooks a second the Next route stores, beside a Next route that does nothing: as on Vercel, one function's worth. */
export const ingestRoute = (): Promise<Report> =>
  onGround({}, async (ground) => {
    const route = await startNext(".", ground);
    const idle = await startNext(await buildIdleApp(), ground);
    const places = [
      { ...route, path: new URL(ground.tenant.webhookUrl).pathname },
      { ...idle, path: "/" },
    ] as const;
    const [ours, theirs] = places.map((place) => countCosts(place, ground.postgres));
    const rate = (place: (typeof places)[number], costs: typeof ours) => async () => {
      const load = () => runLoad(ground, { ...place, seconds: SECONDS });
      return perSecond(costs ? await costs.during(load) : await load());
    };
    const { measures, remark } = await versus("ingest-route", {
      ours: rate(places[0], ours),
      theirs: rate(places[1], theirs),
      aim: AIM,
    });
    const remarks = [remark, ours?.remark("ours") ?? "", theirs?.remark("a route that does nothing") ?? ""];
    return { measures, remarks, postgres: ground.postgres.version };
  });

async function startNext(folder: string, { variables, endings }: Ground): Promise<{ port: number; pid: number }> {
  const port = await freePort();
  const child = startChild([NEXT, "start", folder, "-H", "127.0.0.1", "-p", String(port)], variables);
  endings.push(child.stop);
  await answers(`http://127.0.0.1:${port}/`);
  return { port, pid: child.process.pid ?? NaN };
}

async function buildIdleApp(): Promise<string> {
  await rm(IDLE_APP, { recursive: true, force: true });
  await mkdir(path.join(IDLE_APP, "app"), { recursive: true });
  const root = JSON.stringify(path.resolve("."));
  const files = {
    "package.json": '{ "type": "module" }',
    "next.config.mjs": `export default { turbopack: { root: ${root} }, outputFileTracingRoot: ${root} };`,
    "app/route.js":
      'export const dynamic = "force-dynamic";\nexport const POST = () => new Response("ok");\nexport const GET = POST;',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(IDLE_APP, name), text);
  const { ok, output } = await runTool("next", ["build", IDLE_APP], { env: { NODE_ENV: "production" } });
  if (!ok) throw new Error(`The app that does nothing could not be built.\n${output}`);
  return IDLE_APP;
}
