import { afterwards } from "@/work/afterwards";
import { handleWebhook } from "@/whatsapp/server/handle-webhook";
import { fetchRequest } from "@/whatsapp/server/fetch-mount";

export const dynamic = "force-dynamic";
export const maxDuration = 60;

async function handle(request: Request, { params }: { params: Promise<{ key?: string[] }> }): Promise<Response> {
  const began = Date.now();
  const { key = [] } = await params;
  if (key.length > 1) return new Response("Not found", { status: 404 });
  const { status, body, headers } = await handleWebhook(fetchRequest(request, key[0] ?? null));
  if (request.method === "POST" && status === 200) afterwards(began);
  return new Response(request.method === "HEAD" ? null : body, { status, headers });
}

export {
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as POST,
  handle as PUT,
  handle as PATCH,
  handle as DELETE,
};
