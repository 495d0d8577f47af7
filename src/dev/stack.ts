import { mkdir } from "node:fs/promises";
import { startServices, type Endings, type Variables } from "./embedded-services";
import { freePort } from "./free-port.mjs";
import type { GraphEmulator } from "./graph/graph-emulator";
import { keptKeys } from "./keys.mjs";
import { startPhone } from "./phone/server";
import { claimRun } from "./run-file.mjs";
import { startServer, type ServerOptions } from "./server-process";

export interface DemoSignIn {
  readonly email: string;
  readonly password: string;
}

interface DemoParts {
  /** The variables the server has. */
  readonly environment: Variables;
  readonly graph: GraphEmulator;
}

export interface StackOptions {
  /** Where database and keys are kept. */
  readonly dataDir: string;
  readonly port: number;
  /** The server's variables. What is configured here is used; what is not is embedded. */
  readonly given: Readonly<Record<string, string | undefined>>;
  /** Makes the demo organization, its connection and its flow; called when database and Graph are both embedded. */
  readonly provisionDemo?: (parts: DemoParts) => Promise<DemoSignIn>;
  /** The build, if nothing else is said. */
  readonly runs?: ServerOptions["runs"];
  /** Where the server's log goes; to this terminal when there is none. */
  readonly logFile?: string | undefined;
  /** Ends the wait for a server that does not come up. */
  readonly signal?: AbortSignal;
}

export interface Stack {
  readonly url: string;
  readonly phoneUrl?: string;
  readonly demo?: DemoSignIn;
  /** What tells another program of ours how to work on this stack: its database, keys and addresses. */
  readonly environment: Variables;
  /** One sentence, once a part of it has ended by itself. */
  readonly ended: Promise<string>;
  /** Ends every part, the last started first. */
  stop(): Promise<void>;
}

const OF_THE_STACK =
  /^(AUTH_SECRET|ENCRYPTION_KEYS|CRON_SECRET|APP_URL|(DIRECT_)?DATABASE_URL|META_GRAPH_URL|PUSHER_\w+)$/;

/** Starts everything on this machine. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const endings: Endings = [];
  const stop = () => endAll(endings);
  try {
    return { ...(await assemble(options, endings)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(options: StackOptions, endings: Endings): Promise<Omit<Stack, "stop">> {
  const { dataDir, port, runs = "build", logFile, signal = new AbortController().signal } = options;
  await mkdir(dataDir, { recursive: true });
  const run = await claimRun(dataDir);
  endings.push(run.release);

  const given = configured(options.given);
  const keys = await keptKeys(dataDir);
  const services = await startServices({ dataDir, given, keys }, endings);
  const listening = `http://127.0.0.1:${port}`;
  const environment = { APP_URL: listening, ...keys, ...services.variables, ...ofTheStack(given) };
  const own = { HOST: "127.0.0.1", PORT: String(port), RECADO_DATA_DIR: dataDir };
  const server = await startServer({
    environment: { RECADO_EMBEDDED_WORKER: "1", ...given, ...environment, ...own },
    healthUrl: `${listening}/api/health`,
    runs,
    logFile,
    signal,
  });
  endings.push(server.stop);

  const graph = given["DATABASE_URL"] ? undefined : services.graph;
  const shown = graph && (await openDemo(options, { environment, graph }, endings));
  await run.note({ environment, ...(shown && { phoneUrl: shown.phoneUrl }) });
  const ended = Promise.race([server.ended, services.ended]);
  return { url: environment.APP_URL, environment, ended, ...shown };
}

async function openDemo(
  { port, provisionDemo }: StackOptions,
  parts: DemoParts,
  endings: Endings,
): Promise<Pick<Stack, "demo"> & { phoneUrl: string }> {
  const phone = await startPhone({ graph: parts.graph, port: await freePort(port + 1) });
  endings.push(() => phone.close());
  const demo = await provisionDemo?.(parts);
  return { phoneUrl: phone.url, ...(demo && { demo }) };
}

/** All of them, also when one fails; what it said is said when the others have ended. */
async function endAll(endings: Endings): Promise<void> {
  const failures: unknown[] = [];
  for (let end = endings.pop(); end; end = endings.pop()) await end().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** An empty variable counts as not set. */
const configured = (given: StackOptions["given"]): Variables =>
  Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])));

const ofTheStack = (given: Variables): Variables =>
  Object.fromEntries(Object.entries(given).filter(([name]) => OF_THE_STACK.test(name)));
