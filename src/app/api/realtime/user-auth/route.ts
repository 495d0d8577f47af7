import { currentUser } from "@/organization/server/current-user";
import { authenticateUser } from "@/realtime/server/authenticate-user";
import { readForm } from "@/realtime/server/read-form";

/** Tells Pusher who a browser's connection belongs to (`pusher.signin()`). */
export async function POST(request: Request): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response(null, { status: 401 });
  const socketId = (await readForm(request)).get("socket_id") ?? "";
  const answer = authenticateUser(socketId, user);
  return answer ? Response.json(answer) : new Response(null, { status: 400 });
}
