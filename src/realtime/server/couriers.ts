import type Pusher from "pusher";
import { askPusher } from "./ask-pusher";
import type { Waiting } from "./outbox";
import type { Failure } from "./publish-failure";

/** The requests under way. A line has one at a time, so that its events arrive in their order. */
export function createCouriers(api: Pick<Pusher, "triggerBatch">) {
  const busy = new Set<string>();
  let away = 0;

  async function send(waiting: readonly Waiting[], events: Pusher.BatchEvent[]): Promise<Failure | null> {
    away += 1;
    for (const { line } of waiting) busy.add(line);
    const failure = await askPusher(api, events);
    for (const { line } of waiting) busy.delete(line);
    away -= 1;
    return failure;
  }

  return { send, isFree: (line: string) => !busy.has(line), away: () => away };
}
