import { z } from "zod";
import { checkTemplate } from "../../check-text";
import { checkVariable, refuseVariable, variablePath } from "../../check-variable";
import { defineNode, type Decision, type Scope } from "../../engine/node-type";
import { error, warning, type DataFinding } from "../../finding";
import type { HttpResult } from "../../http-call";
import { bodyOf, makeRequest, mayRetry } from "../../make-request";
import { hasTooManyTexts, placeOfBody, templatesOfBody } from "../../request-body";
import { checkHeaders, headersOf } from "../../request-headers";
import { checkUrl } from "../../request-url";
import { textOf } from "../../text-of";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

const data = z.looseObject({
  method: z.string().trim().toUpperCase().pipe(z.enum(METHODS)).default("GET"),
  url: z.string().default(""),
  headers: z.record(z.string(), z.unknown()).nullish(),
  body: z.unknown().optional(),
  assignTo: variablePath.default("apiResult"),
  timeoutSeconds: z.number().min(1).max(30).default(15),
  retries: z.int().min(0).max(3).default(0),
});
type Data = z.infer<typeof data>;

export const apiNode = defineNode({
  data,
  outputs: () => [null, "error"],
  nameOfWay: (way) => (way === "error" ? "It failed" : undefined),
  writes: ({ assignTo }) => [assignTo, statusPath(assignTo)],
  isPatient: true,
  enter: (call, scope) => {
    const refusal = refuseVariable(call.assignTo);
    if (refusal) return refusal;
    const made = makeRequest(call, scope);
    if (!made.ok) return take(call, scope, { status: null, body: null, error: made.error });
    return { do: "call", request: made.request, why: `calls with ${made.request.method}` };
  },
  resume: (call, scope, wake) =>
    wake.by === "result" ? take(call, scope, wake.result) : { do: "stay", why: "waits for an answer" },
  check,
});

const statusPath = (assignTo: string): string => `${assignTo}Status`;

/** What came of the call, into the variables and out by its way. */
function take({ assignTo }: Data, scope: Scope, { status, body, error }: HttpResult): Decision {
  const problem = error ?? (status !== null && status >= 200 && status < 300 ? null : "status");
  const value = problem === null ? body : { error: problem, status };
  const way = problem !== null && scope.leads("error") ? "error" : null;
  const why =
    problem === null ? `answered with ${status}` : `failed: ${problem}${status === null ? "" : ` (${status})`}`;
  return { do: "go", way, set: { [assignTo]: value, [statusPath(assignTo)]: status }, why };
}

function check(call: Data): readonly DataFinding[] {
  const { url, headers, assignTo, retries, method } = call;
  const isIdle = retries > 0 && !mayRetry(call);
  return [
    ...checkUrl(url),
    ...checkTemplate("url", url),
    ...checkHeaders(headers ?? {}),
    ...checkBody(call),
    ...checkVariable(assignTo),
    ...(isIdle
      ? [warning("no-retries", `A ${method} is only tried again with an Idempotency-Key header of its own.`)]
      : []),
  ];
}

function checkBody(call: Data): readonly DataFinding[] {
  const source = bodyOf(call);
  if (source === null) {
    const isIgnored = textOf(call.body).trim() !== "";
    return isIgnored ? [warning("no-body", `A ${call.method} is sent without its body.`)] : [];
  }
  const type = headersOf(call.headers ?? {}).find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const place = placeOfBody(type);
  const templates = templatesOfBody(source, place);
  if (templates === null)
    return [error("body-not-json", "The body is not JSON, and no Content-Type header says what it is.")];
  if (hasTooManyTexts(source, place)) return [error("body-too-large", "The body has too many texts with variables.")];
  return templates.flatMap((template) => checkTemplate("body", template));
}
