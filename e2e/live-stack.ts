import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Pusher from "pusher";
import { hashPassword } from "../src/organization/server/password";
import { asSystem } from "../src/platform/db/as-system";
import { closePool } from "../src/platform/db/pool";
import { newId } from "../src/platform/id";
import { provisionDemo } from "../src/dev/demo";
import { freePort } from "../src/dev/free-port.mjs";
import type { GraphEmulator } from "../src/dev/graph/graph-emulator";
import { startPusher, type PusherServer } from "../src/dev/pusher/server";
import { startStack, type DemoSignIn } from "../src/dev/stack";

export interface LiveStack {
  readonly url: string;
  readonly owner: DemoSignIn;
  readonly agent: DemoSignIn & { readonly id: string };
  readonly graph: GraphEmulator;
  /** The Pusher of this moment; it can be away. */
  readonly pusher: () => PusherServer;
  /** The channels that somebody listens to. */
  readonly channels: () => Promise<string[]>;
  /** Where a browser's socket would go. */
  readonly socketUrl: string;
  readonly leave: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A stack of its own whose Pusher this process holds in its hands. */
export async function startLiveStack(): Promise<LiveStack> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "recado-live-"));
  const results = path.join(import.meta.dirname, "test-results");
  await mkdir(results, { recursive: true });
  const app = { appId: "1", key: "key-of-the-live-test", secret: "secret-of-the-live-test" };
  let pusher = await startPusher(app);
  const { port } = pusher;
  const sdk = new Pusher({ ...app, host: "127.0.0.1", port: String(port), useTLS: false });
  let graph: GraphEmulator | undefined;
  const { PATH, SystemRoot, LOG_LEVEL } = process.env;
  const stack = await startStack({
    dataDir,
    port: await freePort(),
    given: {
      ...{ PATH, SystemRoot, LOG_LEVEL },
      ...{ PUSHER_APP_ID: app.appId, PUSHER_KEY: app.key, PUSHER_SECRET: app.secret },
      ...{ PUSHER_HOST: "127.0.0.1", PUSHER_PORT: String(port), PUSHER_TLS: "0" },
    },
    provisionDemo: (parts) => {
      graph = parts.graph;
      return provisionDemo(parts);
    },
    logFile: path.join(results, "recado-live.log"),
  });
  if (!graph || !stack.demo) throw new Error("The stack has no demo");
  const agent = await addAgent();
  return {
    ...{ url: stack.url, owner: stack.demo, agent, graph, pusher: () => pusher },
    channels: async () => {
      const answer = await sdk.get({ path: "/channels" });
      return Object.keys(((await answer.json()) as { channels: object }).channels);
    },
    socketUrl: `ws://127.0.0.1:${port}/app/${app.key}?protocol=7&client=js&version=8.6.0`,
    leave: () => pusher.close(),
    comeBack: async () => void (pusher = await startPusher({ ...app, port })),
    stop: async () => {
      await closePool();
      await stack.stop();
      await pusher.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

async function addAgent() {
  const agent = { id: newId(), email: "delia@recado.local", password: "the password of Delia" };
  const hash = await hashPassword(agent.password);
  await asSystem(async (sql) => {
    await sql.query("insert into users (id, email, name, password_hash) values ($1, $2, 'Delia Ramos', $3)", [
      agent.id,
      agent.email,
      hash,
    ]);
    await sql.query(
      "insert into memberships (organization_id, user_id, role) select id, $1, 'agent' from organizations where slug = 'demo'",
      [agent.id],
    );
  });
  return agent;
}
