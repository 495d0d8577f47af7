import { readAtMost } from "@/platform/read-at-most";

/** Far more than a socket's id and a channel's name. */
const LARGEST_FORM = 4_096;

/** What pusher-js asks with; empty, and so refused, when it is larger than pusher-js could make it. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const bytes = await readAtMost(LARGEST_FORM, request.body);
  return new URLSearchParams(bytes ? Buffer.from(bytes).toString() : "");
}
