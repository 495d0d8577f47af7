import { asSystem } from "@/platform/db/as-system";
import { newId } from "@/platform/id";
import { log } from "@/platform/log";
import { bodySample } from "./body-sample";

const PER_HOUR = 60;
const HOUR_MS = 60 * 60 * 1000;

let hour = 0;
let noted = 0;

/** Keeps a sample of what was refused, at most 60 an hour and process: a flood of forgeries must not fill the disk. */
export async function noteRefusal(refused: {
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly why: string;
}): Promise<void> {
  const now = Math.floor(Date.now() / HOUR_MS);
  if (now !== hour) [hour, noted] = [now, 0];
  noted += 1;
  if (noted > PER_HOUR) return;
  log.warn({ key: refused.key, bytes: refused.body.length, why: refused.why }, "A webhook was refused");
  await asSystem((sql) =>
    sql.query("insert into webhook_deliveries (id, webhook_key, headers, body, refused) values ($1, $2, $3, $4, $5)", [
      newId(),
      refused.key,
      refused.headers,
      Buffer.from(bodySample(refused.body)),
      refused.why,
    ]),
  );
}
