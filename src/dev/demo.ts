import { createHmac } from "node:crypto";
import cafe from "@/flow/golden/cafe.json" with { type: "json" };
import guideExample from "@/flow/golden/guide-example.json" with { type: "json" };
import { closePool } from "@/platform/db/pool";
import type { GraphEmulator } from "./graph/graph-emulator";
import { provisionInput } from "./provision-input";
import { provisionOrganization } from "./provision-organization";
import type { DemoSignIn, Stack } from "./stack";

/** README says them too. The demo exists on loopback only, with its own database. */
const SIGN_IN: DemoSignIn = { email: "demo@recado.local", password: "recado-demo" };

const NUMBER = {
  businessAccountId: "102290129340398",
  phoneNumberId: "106540352242922",
  displayPhoneNumber: "+1 555 078 3881",
  appId: "671236498126340",
};

/**
 * The demo organization: somebody to sign in as, a number at the emulated Meta with its callback set, and two flows. Its
 * secrets come from the deployment's own: it is made anew at each start, and keeps its chats.
 */
export async function provisionDemo({
  environment,
  graph,
}: Pick<Stack, "environment"> & { readonly graph: GraphEmulator }): Promise<DemoSignIn> {
  Object.assign(process.env, environment);
  const secret = (name: string) =>
    createHmac("sha256", environment["AUTH_SECRET"] ?? "")
      .update(`demo ${name}`)
      .digest("hex");
  const [accessToken, appSecret, verifyToken] = [`EAAG${secret("token")}`, secret("app"), secret("verify")];
  graph.addApp({ appId: NUMBER.appId, appSecret });
  graph.addNumber({ ...NUMBER, accessToken, name: "Café Recado" });

  const written = {
    organization: { name: "Café Recado", slug: "demo" },
    owner: { ...SIGN_IN, name: "Demo" },
    connection: { ...NUMBER, name: "Café Recado", accessToken, appSecret, verifyToken },
    flows: [
      { name: "Café", status: "Active", definition: cafe.definition },
      { name: "The guide's example", status: "Active", definition: guideExample.definition },
    ],
  };
  try {
    const { webhookUrl } = await provisionOrganization(provisionInput.parse(written));
    const handshake = await graph.setCallback(NUMBER.appId, { url: webhookUrl ?? "", verifyToken });
    if (!handshake.ok) throw new Error(`The demo's callback was not accepted: ${handshake.reason}.`);
    return SIGN_IN;
  } finally {
    await closePool();
  }
}
