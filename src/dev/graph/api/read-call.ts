import type { IncomingMessage } from "node:http";
import type { Call } from "./access";

/** What a request says, or undefined when its path has no version or its body is neither JSON nor a form. */
export async function readCall(request: IncomingMessage): Promise<Call | undefined> {
  const url = new URL(request.url ?? "/", "http://graph");
  const [, version = "", ...path] = url.pathname.split("/");
  if (!/^v\d+\.\d+$/.test(version)) return undefined;
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const token = bearer ?? url.searchParams.get("access_token") ?? undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const origin = `http://${request.headers.host ?? "graph"}`;
  try {
    const bytes = Buffer.concat(chunks);
    const body = await parse(bytes, request.headers["content-type"] ?? "");
    const { searchParams: query } = url;
    return { method: request.method ?? "GET", path, query, token, body, bytes: bytes.length, origin };
  } catch {
    return undefined;
  }
}

async function parse(bytes: Buffer<ArrayBuffer>, type: string): Promise<unknown> {
  if (type.startsWith("multipart/form-data")) {
    return new Response(bytes, { headers: { "content-type": type } }).formData();
  }
  return bytes.length === 0 ? undefined : JSON.parse(bytes.toString());
}
