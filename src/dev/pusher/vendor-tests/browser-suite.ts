import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Pusher from "pusher";
import { z } from "zod";
import { runNode } from "../../run-tool.mjs";
import type { App } from "../signature";
import { ran, type Outcome } from "./suite";

const SHIM = "src/dev/pusher/vendor-tests/browser-suite-shim.mjs";

const line = z.object({ name: z.string(), status: z.string(), faults: z.array(z.string()) });

/**
 * The tests that pusher-js's makers run from browsers against hosted Pusher, from Node against ours. They wait a real minute,
 * mostly for what must not happen. Their auth service makes a member of each socket.
 */
export async function runBrowserSuite(app: App, port: number): Promise<Outcome> {
  const sdk = new Pusher({ ...app, host: "127.0.0.1", port: String(port), useTLS: false });
  const auth = createServer((request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const [socketId, channel] = [form.get("socket_id") ?? "", form.get("channel_name") ?? ""];
      const user_info = { name: `Integration ${socketId}`, email: `integration-${socketId}@example.com` };
      response.end(JSON.stringify(sdk.authorizeChannel(socketId, channel, { user_id: socketId, user_info })));
    });
  });
  await once(auth.listen(0, "127.0.0.1"), "listening");
  const { output } = await runNode([SHIM], {
    env: {
      SUITE_APP: JSON.stringify({ appId: app.appId, key: app.key, secret: app.secret, port }),
      SUITE_AUTH: `http://127.0.0.1:${(auth.address() as AddressInfo).port}/`,
    },
  });
  auth.closeAllConnections();
  auth.close();
  return readReport(output);
}

/** Each test is a line of JSON. What else was printed is the reason when there is none. */
function readReport(output: string): Outcome {
  const lines = output.split("\n").filter((text) => text.startsWith('{"name":'));
  const specs = lines.map((text) => line.parse(JSON.parse(text)));
  const faults = specs
    .filter(({ status }) => status !== "passed")
    .map(({ name, ...spec }) => `${name}: ${whyNot(spec)}`);
  const silent = specs.length === 0 ? [`jasmine did not report: ${output}`] : [];
  return ran("pusher-js integration", { passed: specs.length - faults.length, faults: [...faults, ...silent] });
}

const whyNot = ({ status, faults }: { status: string; faults: readonly string[] }) =>
  faults.length > 0 ? faults.join("; ") : status;
