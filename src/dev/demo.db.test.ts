import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { findAccount } from "@/organization/server/auth";
import { asSystem } from "@/platform/db/as-system";
import { handleWebhook } from "@/whatsapp/server/handle-webhook";
import { webhookPath, webhookRequest } from "@/whatsapp/server/node-mount";
import { provisionDemo } from "./demo";
import { startGraph } from "./graph/server";

const front = http.createServer((request, response) => {
  const found = webhookPath(request.url ?? "/");
  if (!found) return void response.writeHead(404).end();
  void handleWebhook(webhookRequest(request, found)).then((answer) => {
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
});
await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
const environment = {
  AUTH_SECRET: process.env["AUTH_SECRET"] ?? "",
  APP_URL: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
};
afterAll(() => void front.close());

test("the demo can be signed in to, and hears its phone also after the emulator was started anew", async () => {
  for (const text of ["first", "second"]) {
    const graph = await startGraph({ apps: [], numbers: [] });
    const signIn = await provisionDemo({ environment, graph });
    expect(await findAccount(signIn)).toMatchObject({ name: "Demo" });
    const phoneNumberId = graph.numbers()[0]?.phoneNumberId ?? "";
    expect(await graph.customerSays({ phoneNumberId, from: "573001112233", text })).toMatchObject({ status: 200 });
    await graph.close();
  }
  expect(await asSystem((sql) => sql.query("select state from webhook_events"))).toHaveLength(2);
});
