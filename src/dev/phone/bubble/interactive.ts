import { list, record, text } from "../../graph/message/check";
import type { Bubble, Choice } from "../page-model";
import { mediaIn } from "./picture";
import type { Said } from "./said";
import type { Shelf } from "./shelf";

type Fields = Record<string, unknown>;

/** Text, header, footer and what can be touched of an `interactive` object. */
export function interactiveParts(interactive: Fields, shelf: Shelf): Said {
  const header = record(interactive["header"]);
  const footer = text(record(interactive["footer"])["text"]);
  return {
    text: text(record(interactive["body"])["text"]),
    ...(text(header["text"]) && { header: text(header["text"]) }),
    ...mediaIn(header, shelf),
    ...(footer && { footer }),
    ...ACTIONS[text(interactive["type"]).toLowerCase()]?.(record(interactive["action"])),
  };
}

const named = (kind: string) => () => ({ kind });

/** Of what the phone cannot show, the name. */
const ACTIONS: Record<string, (action: Fields) => Partial<Bubble>> = {
  button: (action) => ({ buttons: list(action["buttons"]).map((button) => choice(record(button)["reply"])) }),
  list: (action) => ({ list: { opener: text(action["button"]), sections: sections(action) } }),
  cta_url: (action) => ({ links: [linkIn(action)] }),
  flow: (action) => ({ form: formIn(record(action["parameters"])) }),
  location_request_message: () => ({ asksForPlace: true }),
  carousel: (action) => ({
    kind: "Cards",
    links: cardsWithLinks(action).map((card) => linkIn(record(card["action"]))),
  }),
  product: named("Product"),
  product_list: named("Products"),
  catalog_message: named("Catalog"),
  order_details: named("Order"),
  order_status: named("Order"),
  address_message: named("Address form"),
  request_contact_info: named("Contact request"),
  call_permission_request: named("Call request"),
  voice_call: named("Call button"),
};

function choice(value: unknown): Choice {
  const { id, title, description } = record(value);
  return { id: text(id), title: text(title), ...(text(description) && { description: text(description) }) };
}

function sections(action: Fields) {
  return list(action["sections"]).map((section) => ({
    title: text(record(section)["title"]),
    rows: list(record(section)["rows"]).map(choice),
  }));
}

function linkIn(action: Fields) {
  const { display_text: label, url } = record(action["parameters"]);
  return { label: text(label), url: text(url) };
}

function cardsWithLinks(action: Fields): Fields[] {
  return list(action["cards"])
    .map(record)
    .filter((card) => card["type"] === "cta_url");
}

function formIn(parameters: Fields): NonNullable<Bubble["form"]> {
  const { data } = record(parameters["flow_action_payload"]);
  const [opener, token] = [text(parameters["flow_cta"]), text(parameters["flow_token"])];
  return { opener, token, fields: Object.keys(record(data)) };
}
