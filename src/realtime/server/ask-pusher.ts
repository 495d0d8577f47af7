import type Pusher from "pusher";
import { reasonOf, type Failure } from "./publish-failure";

/** The SDK waits 3 s for the beginning of an answer, and without end for the rest of it. */
const ANSWER_MS = 3_500;

/** Publishes a batch; returns why not, or null. Answers in a bounded time. */
export async function askPusher(
  api: Pick<Pusher, "triggerBatch">,
  events: Pusher.BatchEvent[],
): Promise<Failure | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ANSWER_MS} ms`)), ANSWER_MS);
  });
  try {
    await Promise.race([api.triggerBatch(events), tooLate]);
    return null;
  } catch (error) {
    return reasonOf(error);
  } finally {
    clearTimeout(timer);
  }
}
