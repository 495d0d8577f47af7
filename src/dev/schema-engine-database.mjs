import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import pg from "pg";

// What Prisma's schema engine asks of a database. @prisma/adapter-pg does not serve here: it knows no catalogue types
// ("char", int2vector), cuts scripts at every ';' (also inside function bodies) and drops the shadow database while connected to it.

/** @typedef {import("@prisma/driver-adapter-utils").SqlMigrationAwareDriverAdapterFactory} AdapterFactory */
/** @typedef {import("@prisma/driver-adapter-utils").SqlDriverAdapter} Adapter */
/** @typedef {import("@prisma/driver-adapter-utils").Error} AdapterFailure */

/** @type {typeof import("@prisma/driver-adapter-utils")} what adapter-pg itself is built on */
const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, DriverAdapterError } = createRequire(
  import.meta.resolve("@prisma/adapter-pg"),
)("@prisma/driver-adapter-utils");

const {
  Boolean,
  Character,
  CharacterArray,
  DateTime,
  Double,
  Float,
  Int32,
  Int32Array,
  Int64,
  Int64Array,
  Json,
  Text,
  TextArray,
} = ColumnTypeEnum;

/** Column types by PostgreSQL's type number; all others are read as text. */
/** @type {Record<number, import("@prisma/driver-adapter-utils").ColumnType>} */
const COLUMN_TYPES = {
  ...{ 16: Boolean, 18: Character, 20: Int64, 21: Int32, 23: Int32, 26: Int64, 700: Float, 701: Double },
  ...{ 114: Json, 3802: Json, 1114: DateTime, 1184: DateTime },
  ...{
    1002: CharacterArray,
    1003: TextArray,
    1005: Int32Array,
    1007: Int32Array,
    1009: TextArray,
    1016: Int64Array,
    1028: Int64Array,
  },
};

const asText = (/** @type {string} */ text) => text;
const asTime = (/** @type {string} */ text) => text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
const asTexts = pg.types.getTypeParser(/** @type {any} */ (1009)); // text[]

/** @type {Record<number, (text: string) => unknown>} */
const PARSERS = { 114: asText, 3802: asText, 1114: asTime, 1184: asTime, 1002: asTexts, 1003: asTexts };

/** @type {import("pg").CustomTypesConfig} */
const types = {
  getTypeParser: (/** @type {number} */ id, /** @type {any} */ format) =>
    PARSERS[id] ?? pg.types.getTypeParser(id, format),
};

/**
 * The database behind `url` and, beside it, a shadow database in which migrations can be tried.
 * @param {string} url
 * @param {string | undefined} shadowUrl an existing database that may be emptied; without one, one is made and dropped
 */
export function schemaEngineDatabase(url, shadowUrl) {
  /** @type {Adapter[]} */
  const open = [];
  const opened = (/** @type {Adapter} */ adapter) => {
    open.push(adapter);
    return adapter;
  };
  /** @type {AdapterFactory} */
  const factory = {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: async () => opened(await connect(url)),
    connectToShadowDb: async () => opened(await (shadowUrl ? emptied(shadowUrl) : temporary(url))),
  };
  return {
    /** What the engine takes: failures are values there. */
    adapter: bindMigrationAwareSqlAdapterFactory(factory),
    async closeAll() {
      for (const adapter of open.splice(0)) await adapter.dispose();
    },
  };
}

/**
 * Runs one statement on a connection of its own.
 * @param {string} url
 * @param {string} sql
 */
export async function once(url, sql) {
  const client = new pg.Client(url);
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * @param {string} url
 * @param {string} name
 */
export function sameServer(url, name) {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.href;
}

/** @param {string} url */
async function emptied(url) {
  await once(url, "drop schema if exists public cascade; create schema public");
  return connect(url);
}

/** @param {string} url */
async function temporary(url) {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  await once(url, `create database "${name}"`);
  const adapter = await connect(sameServer(url, name));
  const dispose = async () => {
    await adapter.dispose();
    await once(url, `drop database if exists "${name}" with (force)`);
  };
  return { ...adapter, dispose };
}

/**
 * @param {string} url
 * @returns {Promise<Adapter>}
 */
async function connect(url) {
  const client = new pg.Client({ connectionString: url, types });
  const run = async (/** @type {string} */ sql, /** @type {unknown[]} */ values = []) => {
    try {
      return await client.query({ text: sql, values, rowMode: "array" });
    } catch (error) {
      throw new DriverAdapterError(failure(error));
    }
  };
  let ended = false;
  await client.connect().catch((error) => {
    throw new DriverAdapterError(failure(error));
  });

  const queryable = {
    provider: /** @type {const} */ ("postgres"),
    adapterName: "@prisma/adapter-pg",
    queryRaw: async (/** @type {{ sql: string, args: unknown[] }} */ { sql, args }) => {
      const { fields, rows } = await run(sql, args);
      const columnTypes = fields.map((field) => COLUMN_TYPES[field.dataTypeID] ?? Text);
      return { columnNames: fields.map((field) => field.name), columnTypes, rows };
    },
    executeRaw: async (/** @type {{ sql: string, args: unknown[] }} */ { sql, args }) =>
      (await run(sql, args)).rowCount ?? 0,
  };
  return {
    ...queryable,
    executeScript: async (script) => {
      await client.query(script).catch((error) => {
        throw new DriverAdapterError(failure(error));
      });
    },
    startTransaction: async () => {
      await run("begin");
      // The engine says COMMIT and ROLLBACK itself.
      return { ...queryable, options: { usePhantomQuery: false }, commit: async () => {}, rollback: async () => {} };
    },
    getConnectionInfo: () => ({
      schemaName: new URL(url).searchParams.get("schema") ?? "public",
      supportsRelationJoins: true,
    }),
    dispose: async () => {
      if (!ended) await client.end();
      ended = true;
    },
  };
}

/**
 * @param {any} error as the pg driver throws it
 * @returns {AdapterFailure}
 */
function failure(error) {
  const { code = "N/A", severity = "N/A", message, detail, column, hint } = error;
  switch (code) {
    case "ECONNREFUSED":
    case "ENOTFOUND":
      return { kind: "DatabaseNotReachable", host: error.address ?? error.hostname, port: error.port };
    case "3D000":
      return { kind: "DatabaseDoesNotExist", db: /"(.*)"/.exec(message)?.[1] ?? "" };
    case "28P01":
      return { kind: "AuthenticationFailed", user: /"(.*)"/.exec(message)?.[1] ?? "" };
    default:
      return { kind: "postgres", code, severity, message, detail, column, hint };
  }
}
