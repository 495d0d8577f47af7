import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { createHub } from "./hub";
import { LIMITS } from "./limits";
import { createPublications, type Fate, type Publication } from "./publications";
import { forbidden } from "./rest/answer";
import { answerCall } from "./rest/answer-call";
import type { Call } from "./rest/call";
import { restListener } from "./rest/listen";
import type { App } from "./signature";
import { accept } from "./socket/accept";
import { mayOpen, turnAway } from "./socket/handshake";

export interface PusherOptions extends App {
  /** Of this machine: 127.0.0.1 when not given. */
  readonly host?: "127.0.0.1" | "::1" | "localhost";
  /** Any free one when not given. */
  readonly port?: number;
  /** Whose pages may open a socket: those of this machine when not given. */
  readonly allowedOrigins?: readonly string[] | "any";
}

export interface PusherServer {
  readonly port: number;
  close(): Promise<void>;
  /** Closes every open socket with this code; 1006 breaks the line without a word. */
  dropConnections(code: number): void;
  /** Turns every new socket away with this code, until null. 4003, a disabled app, refuses REST calls too. */
  refuseWith(code: number | null): void;
  /** Accepts the next events and delivers them to nobody. */
  loseNext(count: number): void;
  /** Delivers the next events late. */
  delayNext(count: number, milliseconds: number): void;
  /** Decides for each event whether, when and how often it is delivered, until null. */
  decide(fate: Fate | null): void;
  /** The newest events that were accepted, oldest first, also those lost or late. */
  published(): readonly Publication[];
}

const APP_DISABLED = 4003;
const BROKEN_LINE = 1006;

/** Stands in for hosted Pusher Channels on this machine: one app, protocol 7 and the REST API. */
export async function startPusher(options: PusherOptions): Promise<PusherServer> {
  const hub = createHub(options);
  const publications = createPublications(hub);
  let refusing: number | null = null;
  const answer = (call: Call) => (refusing === APP_DISABLED ? forbidden : answerCall(hub, publications, call));
  const http = createServer(restListener(answer));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.frameBytes, perMessageDeflate: false });

  http.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => stream.destroy());
    if (!mayOpen(request.headers.origin, options.allowedOrigins)) {
      stream.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const onDemand = refusing === null ? null : { code: refusing, message: "Refused on demand" };
    const turnedAway = onDemand ?? turnAway(request.url ?? "/", options);
    sockets.handleUpgrade(request, stream, head, (socket) => accept(hub, socket, turnedAway));
  });

  http.listen(options.port ?? 0, options.host ?? "127.0.0.1");
  await once(http, "listening");
  return {
    port: (http.address() as AddressInfo).port,
    close: async () => {
      publications.stop();
      sockets.clients.forEach((socket) => socket.terminate());
      http.close();
      http.closeAllConnections();
      await once(http, "close");
    },
    dropConnections: (code) => {
      for (const connection of hub.connections) {
        if (code === BROKEN_LINE) connection.breakLine();
        else connection.close(code, "Dropped on demand");
      }
    },
    refuseWith: (code) => void (refusing = code),
    loseNext: publications.loseNext,
    delayNext: publications.delayNext,
    decide: publications.decide,
    published: publications.published,
  };
}
