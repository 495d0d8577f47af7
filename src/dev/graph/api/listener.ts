import type { IncomingMessage, ServerResponse } from "node:http";
import { finished } from "node:stream";
import { type Call, noSuchObject, refusalAtTheDoor } from "./access";
import type { Emulation } from "../emulation";
import { bodyKept } from "../exchange/body-kept";
import { played } from "../exchange/played";
import { getDebugToken } from "./debug-token";
import { getProfile, postProfile } from "./profile";
import { deleteSubscribedApps, getSubscribedApps, postSubscribedApps } from "./subscribed-apps";
import { postPhoneNumber } from "./update-number";
import { postPhoneNumbers, postRequestCode, postVerifyCode } from "./verify-number";
import { answerFaults } from "./faults-endpoint";
import { faultyAnswer } from "./faulty-answer";
import { answerAttachment, getMedia, postMedia } from "./media";
import { postMessages } from "./messages";
import { getPhoneNumber, getPhoneNumbers } from "./phone-numbers";
import { metaError } from "./meta-error";
import { metaJson } from "../webhook/meta-json";
import { readCall } from "./read-call";
import { postDeregister, postRegister } from "./register";
import type { Reply } from "./reply";
import { deleteTemplates, getTemplate, getTemplates, postTemplate, postTemplates } from "./templates";
import { refusalOfToken } from "./token";
import { refusalOfUsage, usageHeader } from "./usage";

type Endpoint = (call: Call, emulation: Emulation) => Reply | Promise<Reply>;

const ENDPOINTS: readonly [method: string, path: RegExp, endpoint: Endpoint][] = [
  ["POST", /^[^/]+\/messages$/, postMessages],
  ["GET", /^[^/]+\/phone_numbers$/, getPhoneNumbers],
  ["POST", /^[^/]+\/phone_numbers$/, postPhoneNumbers],
  ["POST", /^[^/]+\/request_code$/, postRequestCode],
  ["POST", /^[^/]+\/verify_code$/, postVerifyCode],
  ["GET", /^[^/]+\/whatsapp_business_profile$/, getProfile],
  ["POST", /^[^/]+\/whatsapp_business_profile$/, postProfile],
  ["GET", /^[^/]+\/subscribed_apps$/, getSubscribedApps],
  ["POST", /^[^/]+\/subscribed_apps$/, postSubscribedApps],
  ["DELETE", /^[^/]+\/subscribed_apps$/, deleteSubscribedApps],
  ["POST", /^[^/]+\/register$/, postRegister],
  ["POST", /^[^/]+\/deregister$/, postDeregister],
  ["GET", /^[^/]+\/message_templates$/, getTemplates],
  ["POST", /^[^/]+\/message_templates$/, postTemplates],
  ["DELETE", /^[^/]+\/message_templates$/, deleteTemplates],
  ["GET", /^debug_token$/, getDebugToken],
  ["POST", /^[^/]+\/media$/, postMedia],
  ["GET", /^[^/]+$/, getObject],
  ["POST", /^[^/]+$/, postObject],
];

function getObject(call: Call, emulation: Emulation): Reply {
  return getMedia(call, emulation) ?? getTemplate(call, emulation) ?? getPhoneNumber(call, emulation);
}

async function postObject(call: Call, emulation: Emulation): Promise<Reply> {
  const reply = postTemplate(call, emulation) ?? (await postPhoneNumber(call, emulation));
  return reply ?? noSuchObject(call.path[0] ?? "");
}

/** Reads a call, asks its endpoint, writes the answer. */
export async function answerCall(request: IncomingMessage, response: ServerResponse, emulation: Emulation) {
  if (answerAttachment(request, response, emulation)) {
    noteDownload(request, response, emulation);
    return;
  }
  if (await answerFaults(request, response, emulation)) return;
  const call = await readCall(request);
  const end = begin(request, emulation, bodyKept(call?.body, call?.bytes ?? 0));
  const reply = call === undefined ? unreadable(request) : await replyTo(call, emulation);
  if (reply.cut) {
    request.socket.destroy();
    end({ status: 0, error: "The connection was cut.", played: reply.played });
    reply.afterwards?.();
    return;
  }
  const bytes = reply.body === undefined ? Buffer.alloc(0) : metaJson(reply.body);
  end({ status: reply.status, response: bodyKept(reply.body, bytes.length), played: reply.played });
  response.writeHead(reply.status, {
    "content-type": "application/json; charset=UTF-8",
    "content-length": bytes.length,
    ...(call && usageHeader(call, emulation)),
  });
  finished(response, () => reply.afterwards?.()); // also when the caller hung up before
  response.end(bytes);
}

function begin({ method = "", url = "" }: IncomingMessage, { exchanges }: Emulation, body?: unknown) {
  return exchanges.begin({ kind: "call", method, url, request: body });
}

/** A file's bytes are not kept with the exchange. */
function noteDownload(request: IncomingMessage, response: ServerResponse, emulation: Emulation): void {
  const end = begin(request, emulation);
  finished(response, (cut) => {
    if (cut) end({ status: 0, error: "The connection was cut." });
    else end({ status: response.statusCode });
  });
}

function replyTo(call: Call, emulation: Emulation): Reply | Promise<Reply> {
  const path = call.path.join("/");
  const [, , endpoint] = ENDPOINTS.find(([method, shape]) => method === call.method && shape.test(path)) ?? [];
  if (endpoint === undefined) return metaError({ code: 2500, message: `Unknown path components: /${path}` });
  const { store } = emulation;
  return (
    refusalAtTheDoor(call, store) ??
    refusalOfToken(call, store) ??
    refusalOfUsage(call, emulation) ??
    withFault(endpoint, call, emulation)
  );
}

/** Sends have faults of their own. */
async function withFault(endpoint: Endpoint, call: Call, emulation: Emulation): Promise<Reply> {
  const fault = call.path[1] === "messages" ? undefined : emulation.faults.takeCall(call.path.join("/"));
  const answer = faultyAnswer(fault) ?? (await endpoint(call, emulation));
  if (fault?.kind === "slow") await emulation.timers.wait(fault.ms);
  return fault ? { ...answer, played: played(fault), ...(fault.kind === "cut" && { cut: true }) } : answer;
}

function unreadable(request: IncomingMessage): Reply {
  return metaError({ code: 100, details: `${request.url ?? ""}: needs /v<number>/ in front, and a body in JSON.` });
}
