import { buttons } from "./buttons";
import { cards } from "./cards";
import { addressOf, oneOf, type Problems, record, textOf } from "./check";
import { form } from "./form";
import { listRows } from "./list-rows";
import { oneProduct, productSections } from "./products";

type Fields = Record<string, unknown>;

/** The action of each kind of interactive message. */
export const ACTIONS: Record<string, (action: Fields) => Problems> = {
  button: buttons,
  list: listRows,
  cta_url: linkButton,
  flow: form,
  carousel: cards,
  product: oneProduct,
  product_list: productSections,
  location_request_message: named("send_location"),
  catalog_message: named("catalog_message"),
  request_contact_info: named("request_contact_info"),
  call_permission_request: named("call_permission_request"),
  voice_call: named("voice_call"),
  order_details: named("review_and_pay"),
  order_status: named("review_order"),
  address_message: (action) => [
    ...named("address_message")(action),
    ...textOf(record(action["parameters"])["country"], "interactive['action']['parameters']['country']", 2),
  ],
};

function named(name: string): (action: Fields) => Problems {
  return (action) => oneOf(action["name"], "interactive['action']['name']", [name]);
}

function linkButton(action: Fields): Problems {
  const { display_text: label, url } = record(action["parameters"]);
  return [
    ...named("cta_url")(action),
    ...textOf(label, "interactive['action']['parameters']['display_text']", 20),
    ...addressOf(url, "interactive['action']['parameters']['url']"),
  ];
}
