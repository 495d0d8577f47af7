import type { IncomingMessage } from "node:http";
import type { Call } from "./access";

/** What a request says, or undefined when its path has no version or its body is no JSON. */
export async function readCall(request: IncomingMessage): Promise<Call | undefined> {
  const url = new URL(request.url ?? "/", "http://graph");
  const [, version = "", ...path] = url.pathname.split("/");
  if (!/^v\d+\.\d+$/.test(version)) return undefined;
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const token = bearer ?? url.searchParams.get("access_token") ?? undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  try {
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    return { method: request.method ?? "GET", path, query: url.searchParams, token, body };
  } catch {
    return undefined;
  }
}
