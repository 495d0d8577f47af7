import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import pg from "pg";
import type { GraphEmulator } from "@/dev/graph/graph-emulator";

/** The one organization of a bench and its number, as Meta knows them. */
export interface Tenant {
  readonly appId: string;
  readonly appSecret: string;
  readonly businessAccountId: string;
  readonly phoneNumberId: string;
  /** Of the number's own callback. */
  readonly webhookUrl: string;
  readonly verifyToken: string;
}

/** Meta's higher throughput, so that the number's pace is not what is measured; a number begins with 80. */
const PER_SECOND = 1_000;

/** Makes an organization with a number that the emulator knows, and a flow if one is given. */
export async function provisionTenant({
  variables,
  definition,
  graph,
}: {
  variables: Readonly<Record<string, string>>;
  definition: object | undefined;
  graph: GraphEmulator;
}): Promise<Tenant> {
  const secret = () => randomBytes(16).toString("hex");
  const number = {
    businessAccountId: "102290129340398",
    phoneNumberId: "106540352242922",
    displayPhoneNumber: "+1 555 078 3881",
    appId: "671236498126340",
    accessToken: `EAAG${secret()}`,
  };
  const [appSecret, verifyToken] = [secret(), secret()];
  graph.addApp({ appId: number.appId, appSecret });
  graph.addNumber({ ...number, throughput: "HIGH" });
  const { webhookUrl } = await provision(variables, {
    organization: { name: "Bench", slug: "bench" },
    connection: { ...number, name: "Bench", appSecret, verifyToken },
    flows: definition ? [{ name: "Bench", status: "Active", definition }] : [],
  });
  await setThroughput(variables["DATABASE_URL"] ?? "");
  const { appId, businessAccountId, phoneNumberId } = number;
  return { appId, appSecret, businessAccountId, phoneNumberId, webhookUrl, verifyToken };
}

/** As the operator does: `npm run provision -- -`. */
async function provision(variables: Readonly<Record<string, string>>, input: object): Promise<{ webhookUrl: string }> {
  const child = spawn(process.execPath, [".build/provision.mjs", "-"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { PATH: process.env["PATH"], ...variables, NODE_ENV: "production" },
  });
  child.stdin.end(JSON.stringify(input));
  return JSON.parse(await text(child.stdout)) as { webhookUrl: string };
}

async function setThroughput(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("set role recado_system");
  await client.query("update whatsapp_connections set messages_per_second = $1", [PER_SECOND]);
  await client.end();
}
