import { readFileSync } from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { once, sameServer, schemaEngineDatabase } from "./schema-engine-database.mjs";

// Speaks the protocol of Prisma's schema engine (JSON-RPC on stdin and stdout, one object a line) for the CLI of Prisma 7.10,
// over the engine's WebAssembly build.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: "string", short: "d", multiple: true, default: [] },
    datasource: { type: "string", default: "{}" },
    version: { type: "boolean", short: "V" },
  },
});
/** @type {{ url?: string, shadowDatabaseUrl?: string }} */
const datasource = JSON.parse(String(values.datasource));
const url = datasource.url ?? "postgresql://127.0.0.1:1/none";

if (values.version) console.log("schema-engine-cli wasm");
else if (positionals[0] === "cli") await answerOnce(positionals[1]);
else await serve();

/** @param {string | undefined} command */
async function answerOnce(command) {
  try {
    if (command === "can-connect-to-database") await once(url, "select");
    else if (command === "create-database") await createDatabase();
    else throw new Error(`The schema engine has no command ${command}`);
  } catch (/** @type {any} */ error) {
    const codes = { "3D000": "P1003", "28P01": "P1000" };
    const error_code = codes[/** @type {keyof typeof codes} */ (error.code)] ?? "P1001";
    log("INFO", { message: "start" }); // the CLI drops the first line
    log("ERROR", { message: error.message || String(error), error_code, is_panic: false });
    process.exitCode = 1;
  }
}

async function createDatabase() {
  const databaseName = decodeURIComponent(new URL(url).pathname.slice(1));
  await once(sameServer(url, "postgres"), `create database "${databaseName.replaceAll('"', '""')}"`);
  return { databaseName };
}

async function serve() {
  const SchemaEngine = await loadEngine();
  const database = schemaEngineDatabase(url, datasource.shadowDatabaseUrl);
  /** @type {[string, string][]} */
  const models = [values.datamodels].flat().map((file) => [String(file), readFileSync(String(file), "utf8")]);
  const options = { datamodels: models.length > 0 ? models : undefined };
  const open = () => SchemaEngine.new(options, () => {}, database.adapter);

  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { id, method, params } = line.trim() ? JSON.parse(line) : {};
    if (!method) continue;
    try {
      const result = method === "createDatabase" ? await createDatabase() : await call(await open(), method, params);
      if (method === "diff" && result.stdout)
        send({ id: `${id}p`, method: "print", params: { content: result.stdout } });
      send({ id, result });
    } catch (/** @type {any} */ error) {
      const data = {
        is_panic: false,
        message: error.message ?? String(error),
        error_code: error.code ?? null,
        meta: error.meta,
      };
      send({ id, error: { code: 4466, message: "An error happened. Check the data field for details.", data } });
    } finally {
      await database.closeAll(); // the engine holds an advisory lock for as long as its session lives
    }
  }
}

/**
 * @param {any} engine
 * @param {string} method
 * @param {any} params
 */
async function call(engine, method, params) {
  if (method === "getDatabaseVersion") return engine.version(params);
  // These two read what the shadow database has shown; this build looks there only in devDiagnostic and diff.
  if (method === "evaluateDataLoss" || method === "createMigration") {
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  return (await engine[method](params)) ?? {};
}

async function loadEngine() {
  const glue = import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bindings = await import(glue);
  const bytes = readFileSync(path.join(path.dirname(fileURLToPath(glue)), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  /** @type {any} */ (instance.exports).__wbindgen_start();
  return bindings.SchemaEngine;
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

/**
 * @param {string} level
 * @param {object} fields
 */
function log(level, fields) {
  process.stderr.write(`${JSON.stringify({ level, fields, target: "schema_engine::logger" })}\n`);
}
