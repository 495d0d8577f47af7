import { mayHear } from "@/conversation/server/may-hear";
import { currentUser } from "@/organization/server/current-user";
import { authorizeSubscription } from "@/realtime/server/authorize";
import { readForm } from "@/realtime/server/read-form";

/** Signs a browser's wish to hear a channel. */
export async function POST(request: Request): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response(null, { status: 401 });
  const form = await readForm(request);
  const answer = await authorizeSubscription({
    userId: user.id,
    socketId: form.get("socket_id") ?? "",
    channelName: form.get("channel_name") ?? "",
    mayHear,
  });
  return answer.status === 200 ? Response.json(answer.body) : new Response(null, { status: answer.status });
}
