import { currentUser } from "@/organization/server/current-user";
import { authenticateUser } from "@/realtime/server/authenticate-user";

/** Tells Pusher who a browser's connection belongs to (`pusher.signin()`). */
export async function POST(request: Request): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response(null, { status: 401 });
  const socketId = new URLSearchParams(await request.text()).get("socket_id") ?? "";
  const answer = authenticateUser(socketId, user);
  return answer ? Response.json(answer) : new Response(null, { status: 400 });
}
