import type { GraphEmulator } from "@/dev/graph/graph-emulator";
import { answers } from "./child";
import { onGround, type Ground, type GroundOptions } from "./ground";
import { startProgram, type Program } from "./program";

export interface StandOptions extends GroundOptions {
  /** Whether the worker is in the web server's process or has its own. */
  readonly worker: "embedded" | "own";
}

/** Everything that production has, on this machine, with the probe in each program. */
export interface Stand {
  readonly graph: GraphEmulator;
  readonly phoneNumberId: string;
  readonly server: Program;
  /** The process that works the lanes. */
  readonly worker: Program;
  readonly postgres: Ground["postgres"];
}

export const onStand = <T>({ worker, ...options }: StandOptions, work: (stand: Stand) => Promise<T>): Promise<T> =>
  onGround(options, async (ground) => work(await open(ground, worker)));

async function open({ graph, tenant, variables, postgres, endings }: Ground, worker: StandOptions["worker"]) {
  const given = { ...variables, RECADO_EMBEDDED_WORKER: worker === "embedded" ? "1" : "0" };
  const start = (name: "server" | "worker"): Program => {
    const program = startProgram(name, given);
    endings.push(program.stop);
    return program;
  };
  const server = start("server");
  await answers(`${variables["APP_URL"] ?? ""}/api/health`);
  await graph.setCallback(tenant.appId, { url: tenant.webhookUrl, verifyToken: tenant.verifyToken });
  return {
    graph,
    phoneNumberId: tenant.phoneNumberId,
    server,
    worker: worker === "embedded" ? server : start("worker"),
    postgres,
  };
}
