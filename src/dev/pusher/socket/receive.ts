import type { Connection } from "../connection";
import { fromJson } from "../from-json";
import type { Hub } from "../hub";
import { relayClientEvent } from "./client-event";
import { readFrame, type Frame } from "./frame";
import { refuse, type Refusal } from "./refusal";
import { signIn } from "./sign-in";
import { subscribe } from "./subscribe";
import { unsubscribe } from "./unsubscribe";

/** One text message from a browser. A refusal is said and the connection stays open. */
export function receive(hub: Hub, connection: Connection, text: string): void {
  const frame = readFrame(text);
  const refusal = frame ? handle(hub, connection, frame) : refuse("A message is a JSON object with an event name");
  if (refusal) connection.refuse(refusal.message, refusal.code);
}

function handle(hub: Hub, connection: Connection, frame: Frame): Refusal | null {
  if (frame.event.startsWith("client-")) return relayClientEvent(hub, connection, frame);
  const data = typeof frame.data === "string" ? fromJson(frame.data) : frame.data;
  switch (frame.event) {
    case "pusher:ping":
      connection.send("pusher:pong", { data: "{}" });
      return null;
    case "pusher:pong":
      return null;
    case "pusher:subscribe":
      return subscribe(hub, connection, data);
    case "pusher:unsubscribe":
      return unsubscribe(hub, connection, data);
    case "pusher:signin":
      return signIn(hub, connection, data);
    default:
      return refuse(`Unsupported event: ${frame.event}`);
  }
}
