import { createHmac, randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { textsBody } from "@/dev/webhook-body";
import { quantile } from "../measure";
import { connect, type Connection } from "./connection";
import type { Found, Job } from "./job";

// A program of its own: plays Meta, who posts one text of one of a thousand customers at a time, signed.

const CUSTOMERS = 1_000;

const job = JSON.parse(process.argv[2] ?? "") as Job;
const times: number[] = [];
let sent = 0;
let failed = 0;

async function post(connection: Connection, dueAt: number): Promise<void> {
  const number = (sent += 1);
  const from = `4917000${String(number % CUSTOMERS).padStart(6, "0")}`;
  // As Meta's: the customer's number is in front, and what follows is random.
  const id = `wamid.HBgM${Buffer.from(from).toString("base64")}${randomBytes(16).toString("hex").toUpperCase()}`;
  const body = textsBody(job, [{ id, from, text: "Good morning" }]);
  const signature = createHmac("sha256", job.appSecret).update(body).digest("hex");
  const head = `POST ${job.path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nx-hub-signature-256: sha256=${signature}\r\n`;
  const status = await connection.post(head, body);
  if (status === 200) times.push(performance.now() - dueAt);
  else failed += 1;
}

async function asAnswersCome(connection: Connection, until: number): Promise<void> {
  while (performance.now() < until) await post(connection, performance.now());
}

/** Request `n` is due `n / rate` seconds after the start; each connection takes the next that nobody has taken. */
async function asTheyAreDue(connection: Connection, { start, rate }: { start: number; rate: number }): Promise<void> {
  for (let due = next(); due < job.seconds * rate; due = next()) {
    const dueAt = start + (due / rate) * 1_000;
    const early = dueAt - performance.now();
    if (early > 0) await pause(early);
    await post(connection, dueAt);
  }
}

let taken = 0;
const next = (): number => (taken += 1) - 1;

const connections = await Promise.all(Array.from({ length: job.connections }, () => connect(job.port)));
const start = performance.now();
const { rate } = job;
await Promise.all(
  connections.map((connection) =>
    rate === null ? asAnswersCome(connection, start + job.seconds * 1_000) : asTheyAreDue(connection, { start, rate }),
  ),
);
const seconds = (performance.now() - start) / 1_000;
for (const connection of connections) connection.close();
const found: Found = {
  answered: times.length,
  failed,
  seconds,
  p50: quantile(times, 0.5),
  p99: quantile(times, 0.99),
};
process.stdout.write(JSON.stringify(found));
