import { invalid, oneOf, optionalTextOf, problemUnless, type Problems, record, textOf } from "./check";

type Fields = Record<string, unknown>;

/** Opens a WhatsApp Flow: https://developers.facebook.com/docs/whatsapp/flows/guides/sendingaflow */
export function form(action: Fields): Problems {
  const path = "interactive['action']['parameters']";
  const parameters = record(action["parameters"]);
  const { flow_id: id, flow_name: name, flow_action: start, mode } = parameters;
  return [
    ...oneOf(action["name"], "interactive['action']['name']", ["flow"]),
    ...oneOf(parameters["flow_message_version"], `${path}['flow_message_version']`, ["3"]),
    ...problemUnless(Boolean(id) !== Boolean(name), invalid(`${path} needs either flow_id or flow_name.`)),
    // Meta advises 30 characters and takes more.
    ...textOf(parameters["flow_cta"], `${path}['flow_cta']`, 1024),
    ...optionalTextOf(parameters["flow_token"], `${path}['flow_token']`, 4096),
    ...(start === undefined ? [] : oneOf(start, `${path}['flow_action']`, ["navigate", "data_exchange"])),
    ...(mode === undefined ? [] : oneOf(mode, `${path}['mode']`, ["draft", "published"])),
    ...firstScreen(parameters, `${path}['flow_action_payload']`),
  ];
}

/** `navigate` may say where the form begins and with what; otherwise the business's endpoint says it. */
function firstScreen({ flow_action: start, flow_action_payload: payload }: Fields, path: string): Problems {
  if (payload === undefined) return [];
  const { screen, data } = record(payload);
  return [
    ...problemUnless(start !== "data_exchange", invalid(`${path} cannot stand with data_exchange.`)),
    ...optionalTextOf(screen, `${path}['screen']`, 1024),
    ...problemUnless(data === undefined || Object.keys(record(data)).length > 0, invalid(`${path}['data'] is empty.`)),
  ];
}
