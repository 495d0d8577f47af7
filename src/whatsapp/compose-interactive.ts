import type { Choice, Outgoing } from "@/conversation/message";
import type { Json } from "./webhook/storable";

type Asking = Extract<Outgoing, { kind: "buttons" | "list" | "link" | "form" | "location-request" }>;

/** A message with something to tap, in Meta's words. */
export function interactiveOf(message: Asking): Json {
  const [type, action] = actionOf(message);
  const header = headerOf(message);
  return {
    type,
    ...(header && { header }),
    body: { text: message.text },
    ...("footer" in message && message.footer && { footer: { text: message.footer } }),
    action,
  };
}

function actionOf(message: Asking): readonly [type: string, action: Json] {
  switch (message.kind) {
    case "buttons":
      return ["button", { buttons: message.choices.map(buttonOf) }];
    case "list":
      return ["list", { button: message.button, sections: [{ rows: message.choices.map(rowOf) }] }];
    case "link":
      return ["cta_url", { name: "cta_url", parameters: { display_text: message.button, url: message.url } }];
    case "location-request":
      return ["location_request_message", { name: "send_location" }];
    case "form":
      return ["flow", { name: "flow", parameters: formOf(message) }];
  }
}

function headerOf(message: Asking): Json | null {
  if (message.kind === "location-request") return null;
  const { header, picture } = message;
  if (picture) return { type: picture.mediaType, [picture.mediaType]: picture.source };
  return header ? { type: "text", text: header } : null;
}

const buttonOf = ({ id, title }: Choice): Json => ({ type: "reply", reply: { id, title } });

const rowOf = ({ id, title, description }: Choice): Json => ({ id, title, ...(description && { description }) });

/** https://developers.facebook.com/docs/whatsapp/flows/guides/sendingaflow */
const formOf = ({ button, formId, token, mode, screen, data }: Extract<Outgoing, { kind: "form" }>): Json => ({
  flow_message_version: "3",
  flow_id: formId,
  flow_token: token,
  flow_cta: button,
  mode,
  flow_action: "navigate",
  ...(screen && { flow_action_payload: { screen, ...(data && { data: data as Json }) } }),
});
