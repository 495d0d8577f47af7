import type { Hub } from "../hub";
import type { Publications } from "../publications";
import { notFound, type Answer } from "./answer";
import { authenticate } from "./authenticate";
import { unescape, type Call } from "./call";
import { describeChannel, listChannels, listUsers } from "./channels";
import { publishBatch, publishEvent } from "./publish";
import type { Route } from "./route";
import { terminateConnections } from "./terminate-connections";

const ROUTES: readonly Route[] = [
  { method: "POST", path: /^\/events$/, answer: publishEvent },
  { method: "POST", path: /^\/batch_events$/, answer: publishBatch },
  { method: "GET", path: /^\/channels$/, answer: listChannels },
  { method: "GET", path: /^\/channels\/([^/]+)$/, answer: describeChannel },
  { method: "GET", path: /^\/channels\/([^/]+)\/users$/, answer: listUsers },
  { method: "POST", path: /^\/users\/([^/]+)\/terminate_connections$/, answer: terminateConnections },
];

/** The whole REST side: `/apps/{id}/…`, signed. */
export function answerCall(hub: Hub, publications: Publications, call: Call): Answer {
  const [, appId, path = ""] = /^\/apps\/([^/]+)(\/.*)$/.exec(call.path) ?? [];
  if (appId !== hub.app.appId) return notFound;
  const refusal = authenticate(hub.app, call, Date.now());
  if (refusal) return refusal;
  for (const route of ROUTES) {
    const match = route.method === call.method ? route.path.exec(path) : null;
    if (match) return route.answer({ hub, publications, call, subject: unescape(match[1] ?? "") });
  }
  return notFound;
}
