import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { startPusher } from "../server";
import { runBrowserSuite } from "./browser-suite";
import { CHANNEL_MUTATIONS } from "./channel-mutations";
import { REST_MUTATIONS } from "./rest-mutations";
import { runMutations } from "./run-mutations";
import { runSdkSuite } from "./sdk-suite";
import { SOCKET_MUTATIONS } from "./socket-mutations";
import { lineOf, notRun, type Outcome } from "./suite";

// `npm run test:pusher [report.json]`: the embedded Pusher server against what others expect of Pusher, and our own tests of it
// against deliberate faults. The vendor's tests mostly wait, so all run at once.

const app = { appId: "1", key: randomBytes(10).toString("hex"), secret: randomBytes(10).toString("hex") };
const began = performance.now();
const server = await startPusher(app);
const outcomes = (
  await Promise.all([
    said(runSdkSuite(app, server.port)),
    said(runMutations([...SOCKET_MUTATIONS, ...CHANNEL_MUTATIONS, ...REST_MUTATIONS])),
    said(runBrowserSuite(app, server.port).then((outcome) => [outcome])),
    said(
      Promise.resolve([
        notRun(
          "pusher-js falling_back, timeout_configuration, transport_lists",
          "they put a mock in the place of the transport and reach no server",
        ),
      ]),
    ),
  ])
).flat();
await server.close();

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
const [, , report] = process.argv;
if (report) await writeFile(report, JSON.stringify({ passed, failed }));
process.exitCode = failed > 0 ? 1 : 0;

/** Says each outcome as soon as it is there. */
async function said(running: Promise<readonly Outcome[]>): Promise<readonly Outcome[]> {
  const done = await running;
  for (const outcome of done) console.log(lineOf(outcome));
  return done;
}
