import diagnostics from "node:diagnostics_channel";
import pg from "pg";

// Loaded by `--import` into a program that is measured, which so needs no instrument of its own: notes when webhooks come,
// what the database is asked and when calls leave, and tells its parent on demand. Without its parent it ends.

/** @typedef {[text: number, at: number, until: number, connection: number]} Note milliseconds of the machine's own clock */

if (/[\\/](server|worker)\.mjs$/.test(process.argv[1] ?? "")) watch();

function watch() {
  /** @type {Map<string, number>} */
  let texts = new Map();
  /** @type {Note[]} */
  let notes = [];

  const begin = (/** @type {string} */ text, connection = 0) => {
    const known = texts.get(text) ?? texts.size;
    texts.set(text, known);
    /** @type {Note} */
    const note = [known, now(), 0, connection];
    notes.push(note);
    return () => void (note[2] = now());
  };

  noteWebhooks(begin);
  noteStatements(begin);
  noteCalls(begin);

  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ processorSeconds: (user + system) / 1e6, texts: [...texts.keys()], notes });
    [texts, notes] = [new Map(), []];
  });
  const end = () => process.kill(process.pid, "SIGTERM");
  process.on("disconnect", end);
  if (!process.connected) end(); // it went before we got here
}

/** One clock for all processes of a machine. */
function now() {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}

/** @typedef {(text: string, connection?: number) => () => void} Begin */

/** @param {Begin} begin */
function noteWebhooks(begin) {
  const open = new WeakMap();
  diagnostics.subscribe("http.server.request.start", (message) => {
    const { request } = /** @type {{ request: import("node:http").IncomingMessage }} */ (message);
    if (request.method === "POST" && /webhook/.test(request.url ?? "")) open.set(request, begin("POST webhook"));
  });
  diagnostics.subscribe("http.server.response.finish", (message) => {
    const { request } = /** @type {{ request: import("node:http").IncomingMessage }} */ (message);
    open.get(request)?.();
  });
}

/** @param {Begin} begin */
function noteStatements(begin) {
  const connections = new WeakMap();
  let opened = 0;
  const { query } = pg.Client.prototype;
  /** @type {(this: pg.Client, ...given: any[]) => any} */
  const noted = function (...given) {
    if (!connections.has(this)) connections.set(this, (opened += 1));
    const [asked] = given;
    const end = begin(typeof asked === "string" ? asked : String(asked?.text), connections.get(this));
    /** @type {any} */
    const answer = query.apply(this, /** @type {any} */ (given));
    answer?.then?.(end, end);
    return answer;
  };
  pg.Client.prototype.query = noted;
}

/** @param {Begin} begin */
function noteCalls(begin) {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const isSend = typeof init?.body === "string" && init.body.includes("biz_opaque_callback_data");
    const end = begin(isSend ? "send" : "call");
    const answer = fetch(input, init);
    answer.then(end, end);
    return answer;
  };
}
