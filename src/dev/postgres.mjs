import { randomBytes } from "node:crypto";
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { withFileLock } from "./file-lock.mjs";
import { freePort } from "./free-port.mjs";
import { isAlive, processName } from "./is-alive.mjs";
import { postgresBinaries } from "./postgres-binaries.mjs";

/**
 * @typedef {object} Postgres
 * @property {string} url the database `recado`, as a login that owns it and may create roles and databases, but is no superuser
 * @property {boolean} started whether this call started the server; false when it joined a running one
 * @property {() => Promise<void>} stop leaves the server; the last to leave stops it
 *
 * @typedef {object} Cluster
 * @property {string} dir everything this server has: `data`, `server.log`, `password`, `users/`
 * @property {string} data
 * @property {string} password of its superuser and of the app's login: it keeps the machine's other users out
 * @property {Record<string, string>} settings
 * @property {Awaited<ReturnType<typeof postgresBinaries>>} binaries
 */

const START_TIMEOUT_MS = 30_000;
const APP = "recado";

/**
 * Starts the PostgreSQL server that lives in `dir`, or joins it when another process has started it.
 * @param {string} dir
 * @param {Record<string, string>} [settings] for a cluster that is made by this call
 * @returns {Promise<Postgres>}
 */
export async function startPostgres(dir, settings = {}) {
  const home = path.resolve(dir);
  const lock = path.join(home, "lock");
  const ticket = path.join(home, "users", `${process.pid}-${randomBytes(4).toString("hex")}`);

  return withFileLock(lock, async () => {
    const cluster = await openCluster(home, settings);
    if (!(await exists(path.join(cluster.data, "PG_VERSION")))) await createCluster(cluster);
    const { port, started } = await startServer(cluster);
    if (started) await rm(path.dirname(ticket), { recursive: true, force: true });
    await mkdir(path.dirname(ticket), { recursive: true });
    await writeFile(ticket, "");
    return {
      url: address(cluster, { port, name: APP }),
      started,
      stop: () =>
        withFileLock(lock, async () => {
          await rm(ticket, { force: true });
          if (!(await isUsed(path.dirname(ticket)))) await stopServer(cluster);
        }),
    };
  });
}

/**
 * @param {string} dir
 * @param {Record<string, string>} settings
 * @returns {Promise<Cluster>}
 */
async function openCluster(dir, settings) {
  const binaries = await postgresBinaries(dir);
  const file = path.join(dir, "password");
  await writeFile(file, randomBytes(24).toString("base64url"), { flag: "wx", mode: 0o600 }).catch(() => undefined);
  if (binaries.owner) {
    await chown(dir, binaries.owner.uid, binaries.owner.gid);
    await chown(file, binaries.owner.uid, binaries.owner.gid);
  }
  return { dir, data: path.join(dir, "data"), password: await readFile(file, "utf8"), settings, binaries };
}

/** @param {Cluster} cluster */
async function createCluster({ dir, data, settings, binaries }) {
  const draft = `${data}.new`;
  await rm(draft, { recursive: true, force: true });
  await rm(data, { recursive: true, force: true });
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    scram_iterations: "1", // a random password of 192 bits needs no stretching
    ...settings,
  };
  const made = await binaries.run("initdb", [
    ...["-D", draft, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", path.join(dir, "password")],
    ...["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"],
    ...Object.entries(all).flatMap(([name, value]) => ["--set", `${name}=${value}`]),
  ]);
  if (!made.ok) throw new Error(`PostgreSQL could not make its data folder ${data}: ${lastLine(made.output)}`);
  await rename(draft, data);
}

/**
 * @param {Cluster} cluster
 * @returns {Promise<{ port: number, started: boolean }>}
 */
async function startServer(cluster) {
  const log = path.join(cluster.dir, "server.log");
  const deadline = Date.now() + START_TIMEOUT_MS;
  await forgetDeadServer(cluster);
  for (;;) {
    const running = await runningPort(cluster);
    if (running !== undefined && (await prepareApp(cluster, running))) return { port: running, started: false };
    const port = await freePort();
    await rm(log, { force: true });
    const args = ["-D", cluster.data, "-l", log, "-w", "-t", "30", "-o", `-p ${port}`, "start"];
    const { ok } = await cluster.binaries.run("pg_ctl", args, { silent: true });
    if (ok && (await prepareApp(cluster, port))) return { port, started: true };
    if (Date.now() > deadline) {
      const said = await readFile(log, "utf8").catch(() => "");
      throw new Error(`PostgreSQL did not start in ${cluster.dir}: ${lastLine(said) || "no reason given"}`);
    }
    await pause(100); // what a killed server leaves behind needs a moment to go
  }
}

/**
 * After kill -9 the file names a process that may be a zombie, or by now another program: PostgreSQL would refuse to start.
 * @param {Cluster} cluster
 */
async function forgetDeadServer({ data }) {
  if (!(await serverIsAlive(data))) await rm(path.join(data, "postmaster.pid"), { force: true });
}

/** @param {string} data */
async function serverIsAlive(data) {
  const [pid] = (await readFile(path.join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  if (!pid || !isAlive(Number(pid))) return false;
  const name = processName(Number(pid));
  return name === undefined || name === "postgres";
}

/** @param {Cluster} cluster */
async function runningPort({ data }) {
  const [, , , port] = (await readFile(path.join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  return port ? Number(port) : undefined;
}

/**
 * Makes the app's login and database where they are missing. False when no server of ours answers there.
 * @param {Cluster} cluster
 * @param {number} port
 */
async function prepareApp(cluster, port) {
  const client = new pg.Client({
    connectionString: address(cluster, { port, user: "postgres", name: "postgres" }),
    connectionTimeoutMillis: 5000,
  });
  client.on("error", () => undefined); // the server may go away while we are connected: the query says so
  try {
    await client.connect();
  } catch {
    return false;
  }
  try {
    const { rows } = await client.query("select from pg_database where datname = $1", [APP]);
    if (rows.length > 0) return true;
    await client.query(`drop role if exists ${APP}`);
    await client.query(`create role ${APP} login createrole createdb password '${cluster.password}'`);
    await client.query(`create database ${APP} owner ${APP}`);
    return true;
  } finally {
    await client.end();
  }
}

/** @param {Cluster} cluster */
async function stopServer({ data, dir, binaries }) {
  for (const mode of ["fast", "immediate"]) {
    await binaries.run("pg_ctl", ["-D", data, "-m", mode, "-w", "-t", "10", "stop"]);
    if (!(await serverIsAlive(data))) return;
  }
  throw new Error(`PostgreSQL in ${dir} does not stop.`);
}

/** @param {string} users one file per user, named by its process */
async function isUsed(users) {
  const names = await readdir(users).catch(() => /** @type {string[]} */ ([]));
  return names.some((name) => isAlive(Number.parseInt(name, 10)));
}

/**
 * @param {Cluster} cluster
 * @param {{ port: number, name: string, user?: string }} database
 */
const address = ({ password }, { port, name, user = APP }) =>
  `postgresql://${user}:${password}@127.0.0.1:${port}/${name}`;

/** @param {string} file */
const exists = (file) =>
  readFile(file).then(
    () => true,
    () => false,
  );

/** @param {string} text */
const lastLine = (text) => text.trim().split("\n").at(-1) ?? "";
