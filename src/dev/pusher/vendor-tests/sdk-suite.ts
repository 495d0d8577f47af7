import { createRequire } from "node:module";
import { z } from "zod";
import { runTool } from "../../run-tool.mjs";
import type { App } from "../signature";
import { notRun, ran, type Outcome } from "./suite";

const FOLDER = "node_modules/pusher/tests/remote/pusher";
const canResolve = createRequire(import.meta.url).resolve;

const report = z.object({
  passes: z.array(z.unknown()),
  failures: z.array(z.object({ fullTitle: z.string(), err: z.object({ message: z.string().optional() }) })),
});

/** The tests that the SDK's makers run against hosted Pusher, against ours. The SDK reads the app id as a number. */
export async function runSdkSuite({ appId, key, secret }: App, port: number): Promise<Outcome[]> {
  const env = { PUSHER_URL: `http://${key}:${secret}@127.0.0.1:${port}/apps/${appId}` };
  const outcomes: Outcome[] = [];
  for (const file of ["get.js", "trigger.js"]) outcomes.push(await runFile(file, env));
  outcomes.push(
    isInstalled("https-proxy-agent")
      ? await runFile("proxy.js", env)
      : notRun("pusher proxy.js", "it needs https-proxy-agent, which is not installed"),
  );
  return outcomes;
}

async function runFile(file: string, env: Record<string, string>): Promise<Outcome> {
  const { output } = await runTool("mocha", ["--no-config", "--reporter", "json", `${FOLDER}/${file}`], { env });
  const parsed = report.safeParse(jsonIn(output));
  if (!parsed.success) return ran(`pusher ${file}`, { passed: 0, faults: [`mocha did not report: ${output}`] });
  const { passes, failures } = parsed.data;
  const faults = failures.map(({ fullTitle, err }) => `${fullTitle}: ${err.message ?? "failed"}`);
  return ran(`pusher ${file}`, { passed: passes.length, faults });
}

/** A report may stand behind warnings of Node. */
function jsonIn(output: string): unknown {
  try {
    return JSON.parse(output.slice(output.indexOf("{\n"), output.lastIndexOf("}") + 1));
  } catch {
    return undefined;
  }
}

function isInstalled(name: string): boolean {
  try {
    return canResolve(name) !== "";
  } catch {
    return false;
  }
}
