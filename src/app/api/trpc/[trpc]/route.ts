import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { contextFor } from "@/organization/server/identify";
import { currentClaim } from "@/organization/server/session-claim";
import { readAtMost } from "@/platform/read-at-most";
import { LARGEST_BATCH } from "@/trpc/batch";
import type { Context } from "@/trpc/init";
import { root } from "@/trpc/root";
import { afterwards } from "@/work/afterwards";

export const maxDuration = 60;

/** Bytes of what a request gives its procedures: far more than the largest flow. */
const LARGEST_INPUT = 4 * 1024 * 1024;

const ask = (req: Request, createContext: () => Promise<Context>): Promise<Response> =>
  fetchRequestHandler({ endpoint: "/api/trpc", router: root, maxBatchSize: LARGEST_BATCH, req, createContext });

const asCaller = async () => contextFor(await currentClaim());
const refuse = () => Promise.reject(new TRPCError({ code: "PAYLOAD_TOO_LARGE", message: "At most 4 MiB at once" }));

export const GET = (request: Request): Promise<Response> => ask(request, asCaller);

export async function POST(request: Request): Promise<Response> {
  const began = Date.now();
  const body = await readAtMost(LARGEST_INPUT, request.body);
  const { url, method, headers } = request;
  if (!body) return ask(new Request(url, { method, headers }), refuse);
  const response = await ask(new Request(url, { method, headers, body: Buffer.from(body) }), asCaller);
  if (response.ok) afterwards(began);
  return response;
}
